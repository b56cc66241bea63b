// SPDX-License-Identifier: Apache-2.0
#include "world/shape_distance.h"

#include <algorithm>
#include <cmath>

namespace msao::world {

namespace {

float length(float x, float y) {
    return std::sqrt(x * x + y * y);
}

float boxDistance(float x, float y, float halfWidth, float halfHeight) {
    return roundedBoxDistance(x, y, halfWidth, halfHeight, 0);
}

/// Three half-planes; its centre of mass is the origin.
float triangleDistance(float x, float y) {
    constexpr float kInner = 0.6F;  // from the centre to a side
    constexpr float kHalf = 0.5F;
    constexpr float kRoot = 0.8660254F;
    return std::max({y - kInner, kRoot * x - kHalf * y - kInner, -kRoot * x - kHalf * y - kInner});
}

/// What lies beyond the line through the origin at 36 degrees from the axis upwards is mirrored at it.
void foldSector(float& x, float& up) {
    constexpr float kSine = 0.58778525F;
    constexpr float kCosine = 0.80901699F;
    x = std::abs(x);
    const float beyond = std::max(0.0F, x * kCosine - up * kSine);
    x -= 2 * beyond * kCosine;
    up += 2 * beyond * kSine;
}

/// Five points, folded onto half of one: there the outline is a straight line from the tip at (0, kTip) to a notch.
float starDistance(float x, float y) {
    constexpr float kTip = 1.2F;
    constexpr float kNotchX = 0.32328189F;  // 0.55 from the centre, half a sector from the tip
    constexpr float kNotchUp = 0.44495934F;
    constexpr float kLine = 0.82134F;  // from the tip to the notch
    float up = -y;
    foldSector(x, up);
    foldSector(x, up);
    x = std::abs(x);
    return ((up - kTip) * kNotchX - x * (kNotchUp - kTip)) / kLine;
}

/// Two discs and a square on its corner.
float heartDistance(float x, float y) {
    constexpr float kDisc = 0.56F;
    constexpr float kOffset = 0.48F;
    const float discs = length(std::abs(x) - kOffset, y + 0.38F) - kDisc;
    const float u = (x + (y - 0.12F)) * 0.70710678F;
    const float v = (x - (y - 0.12F)) * 0.70710678F;
    return std::min(discs, boxDistance(u, v, 0.68F, 0.68F));
}

}  // namespace

float roundedBoxDistance(float x, float y, float halfWidth, float halfHeight, float corner) {
    const float beyondX = std::abs(x) - halfWidth + corner;
    const float beyondY = std::abs(y) - halfHeight + corner;
    const float outside = length(std::max(beyondX, 0.0F), std::max(beyondY, 0.0F));
    return outside + std::min(std::max(beyondX, beyondY), 0.0F) - corner;
}

float shapeDistance(Kind kind, float x, float y) {
    switch (kind) {
        case Kind::Circle:
            return length(x, y) - 0.95F;
        case Kind::Square:
            return boxDistance(x, y, 0.84F, 0.84F);
        case Kind::Triangle:
            return triangleDistance(x, y);
        case Kind::Star:
            return starDistance(x, y);
        case Kind::Cross:
            return std::min(boxDistance(x, y, 0.36F, 1.05F), boxDistance(x, y, 1.05F, 0.36F));
        case Kind::Heart:
            return heartDistance(x, y);
    }
    return 1;
}

}  // namespace msao::world
