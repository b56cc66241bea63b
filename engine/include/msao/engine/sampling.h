// SPDX-License-Identifier: Apache-2.0
// Which token follows: a pure function of logits, options, history, seed and position.
#pragma once

#include "msao/engine/ids.h"
#include "msao/engine/model_config.h"

#include <cstdint>
#include <span>

namespace msao::engine {

struct SamplingOptions {
    double temperature = 0.0;        // 0: greedy
    std::int32_t topK = 0;           // 0: off
    double topP = 1.0;               // 1: off
    double repetitionPenalty = 1.0;  // 1: off; divides positive, multiplies negative logits of tokens already seen
    std::uint64_t seed = 0;
    bool operator==(const SamplingOptions&) const = default;
};

/// Draws by Gumbel-max with counter-based noise keyed by (seed, position, token): the draw depends on nothing else, so
/// draft and target that see the same distribution draw the same token. `position` counts tokens of the whole sequence.
/// `tokenEnd`: rows from there on belong to no token and are never drawn. `logits` is overwritten where a penalty
/// applies.
TokenId sampleToken(std::span<float> logits, std::int32_t tokenEnd, const SamplingOptions& options,
                    std::span<const TokenId> history, std::int64_t position);

/// H / log|V| in [0, 1] over the first `tokenEnd` logits at temperature 1 (paper Eq. 9, 10).
float normalisedEntropy(std::span<const float> logits, std::int32_t tokenEnd);

/// Standard Gumbel noise at (seed, position, token), the same on every machine.
double gumbelNoise(std::uint64_t seed, std::int64_t position, TokenId token);

}  // namespace msao::engine
