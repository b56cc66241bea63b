// SPDX-License-Identifier: Apache-2.0
// Which token follows: a pure function of logits, options, history, seed and position.
#pragma once

#include "msao/engine/ids.h"
#include "msao/engine/model_config.h"
#include "msao/engine/token_probability.h"

#include <cstdint>
#include <span>
#include <vector>

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

/// As many candidates for a place as a person reads.
inline constexpr std::int32_t kLikeliestTokens = 5;

/// What a model makes of the next token at temperature 1, before any penalty.
struct TokenOutlook {
    float normalisedEntropy = 0;
    std::vector<TokenProbability> likeliest = {};  // in that order; ties by token. None where a logit is no number
};

/// With the `count` likeliest of the first `tokenEnd` tokens, if there are as many.
TokenOutlook tokenOutlook(std::span<const float> logits, std::int32_t tokenEnd, std::int32_t count);

/// Standard Gumbel noise at (seed, position, token), the same on every machine.
double gumbelNoise(std::uint64_t seed, std::int64_t position, TokenId token);

}  // namespace msao::engine
