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

/// Five points, folded onto half of one: there the outline is a straight line from a tip to a notch.
float starDistance(float x, float y) {
    constexpr float kTip = 1.2F;
    constexpr float kNotch = 0.55F;
    constexpr float kSector = 1.2566371F;  // 72 degrees
    const float angle = std::atan2(x, -y);
    const float folded = std::abs(angle - kSector * std::round(angle / kSector));
    const float r = length(x, y);
    const float along = r * std::cos(folded);
    const float across = r * std::sin(folded);
    static const float kNotchAlong = kNotch * std::cos(kSector / 2);
    static const float kNotchAcross = kNotch * std::sin(kSector / 2);
    // The line from (kTip, 0) to the notch, and which side of it the point is on.
    const float lineAlong = kNotchAlong - kTip;
    static const float kLine = length(kNotchAlong - kTip, kNotchAcross);
    const float side = ((along - kTip) * kNotchAcross - across * lineAlong) / kLine;
    return side;
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
