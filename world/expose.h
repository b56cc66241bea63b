// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/image.h"
#include "msao/world/scene.h"
#include "world/light_buffer.h"

namespace msao::world {

/// From light to bytes: the lighting's tint and gradient, then the camera's lens, exposure, blur, noise and sRGB curve.
/// `frame` makes the noise of one moment differ from the next.
engine::RgbImage expose(LightBuffer& light, const Lighting& lighting, const Camera& camera, std::uint32_t frame);

}  // namespace msao::world
