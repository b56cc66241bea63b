// SPDX-License-Identifier: Apache-2.0
// What a model would say at each position of an answer that is not its own.
#pragma once

#include "msao/engine/engine.h"

#include <span>
#include <stop_token>
#include <vector>

namespace msao::calibration {

struct ForcedToken {
    engine::TokenId likeliest{};
    float normalisedEntropy = 0;
};

/// One for each token of `answer`, at least one. The prompt is read once, the answer a few tokens at a time.
engine::Result<std::vector<ForcedToken>> readForced(engine::Engine& engine, const engine::Prompt& prompt,
                                                    std::span<const engine::TokenId> answer, std::stop_token stop = {});

/// In the same way, the logarithm of each token's probability: a row of the vocabulary for each token of `answer`.
engine::Result<std::vector<std::vector<float>>> readDistributions(engine::Engine& engine, const engine::Prompt& prompt,
                                                                  std::span<const engine::TokenId> answer,
                                                                  std::stop_token stop = {});

}  // namespace msao::calibration
