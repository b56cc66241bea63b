// SPDX-License-Identifier: Apache-2.0
// What the objects stand in front of, the light on them, and the camera.
#pragma once

#include "msao/world/scene.h"
#include "world/draws.h"

#include <vector>

namespace msao::world {

/// A background on which every object stands out.
Background drawBackground(const SceneOptions& options, const std::vector<Object>& objects, Draws& draws);
Lighting drawLighting(double disturbance, Draws& draws);
Camera drawCamera(double disturbance, Draws& draws);

}  // namespace msao::world
