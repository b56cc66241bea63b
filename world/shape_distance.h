// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/world/appearance.h"

namespace msao::world {

/// How far a point is from the edge of a shape of radius 1 around the origin: negative inside, y points down. Exact
/// near edges, too small by some percent far from corners. All kinds cover about the same area.
float shapeDistance(Kind kind, float x, float y);

/// Of a rectangle around the origin with rounded corners.
float roundedBoxDistance(float x, float y, float halfWidth, float halfHeight, float corner);

/// No shape reaches farther from its centre than this.
inline constexpr float kShapeReach = 1.25F;

}  // namespace msao::world
