// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/image.h"
#include "msao/world/scene.h"

#include <vector>

namespace msao::world {

/// The scene as the camera sees it at a time. Any size of at least 1 x 1; the picture fills it, so in wide ones regions
/// are wide and objects keep their shape. A pure function of its arguments; any thread.
engine::RgbImage render(const Scene& scene, double seconds, int width, int height);

/// Frames at 0, 1/fps, 2/fps ... below kClipSeconds.
engine::RgbClip renderClip(const Scene& scene, double framesPerSecond, int width, int height);

}  // namespace msao::world
