// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/importance.h"

#include <cstddef>
#include <cstdint>
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
    std::int64_t columns = 1;
};

struct RankedToken {
    std::size_t token = 0;   // within the frame
    double score = 0;        // importance times distance to what was taken before it, in looks and in place
    bool isGuarded = false;  //
};

/// The first `count` tokens that are not merged, by max-min diversity weighted with importance, best first; scores
/// never rise, so frames can be merged by them. Looks alone would leave holes: of an even ground nothing is unlike the
/// rest, the tokens around what is important come next, and models take places of which they see nothing at all for
/// places where something may be.
std::vector<RankedToken> diverseOrder(const FrameTokens& frame, std::size_t count);

}  // namespace msao::engine
