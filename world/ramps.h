// SPDX-License-Identifier: Apache-2.0
// The two curves that every painter uses.
#pragma once

#include <algorithm>
#include <cmath>

namespace msao::world {

/// From 0 to 1 while `share` goes from 0 to 1, without a kink at either end.
inline float smooth(float share) {
    const float inside = std::clamp(share, 0.0F, 1.0F);
    return inside * inside * (3 - 2 * inside);
}

/// Distance to the nearest whole number: 0.5 half way between two of them.
inline float fromWhole(float value) {
    return std::abs(value - std::round(value));
}

}  // namespace msao::world
