// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/importance.h"

#include <cstddef>
#include <span>
#include <vector>

namespace msao::engine {

/// Tokens of one frame, as selection weighs them.
struct FrameTokens {
    std::span<const float> importance;
    std::span<const TokenHash> hashes;
    std::span<const TokenHash> before;  // the same places of the frame before; empty for the first
    std::vector<bool> isGuarded;        // taken first, whatever they score
    std::vector<bool> isDuplicate;      // of a token that stands already
    std::vector<bool> isMerged;         // another token stands for it: never taken
};

struct RankedToken {
    std::size_t token = 0;   // within the frame
    double score = 0;        // importance times distance to what was taken before it
    bool isGuarded = false;  //
};

/// The first `count` tokens that are not merged, by max-min diversity weighted with importance, best first; scores
/// never rise, so frames can be merged by them.
std::vector<RankedToken> diverseOrder(const FrameTokens& frame, std::size_t count);

}  // namespace msao::engine
