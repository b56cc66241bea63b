// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/world/scene.h"
#include "world/light_buffer.h"

namespace msao::world {

/// Shadow, sheet of paper where there is one, and the object itself.
void paintObject(LightBuffer& light, const Object& object, const Lighting& lighting, double seconds);

}  // namespace msao::world
