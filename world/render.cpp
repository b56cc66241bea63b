// SPDX-License-Identifier: Apache-2.0
#include "msao/world/render.h"

#include "world/expose.h"
#include "world/light_buffer.h"
#include "world/paint_background.h"
#include "world/paint_object.h"

#include <cassert>
#include <cmath>

namespace msao::world {

engine::RgbImage render(const Scene& scene, double seconds, int width, int height) {
    assert(width > 0 && height > 0);
    LightBuffer light(width, height);
    paintBackground(light, scene.background, scene.camera.perspective);
    for (const Object& object : scene.objects) paintObject(light, object, scene.lighting, seconds);
    const auto frame = static_cast<std::uint32_t>(std::llround(seconds * 1000));
    return expose(light, scene.lighting, scene.camera, frame);
}

engine::RgbClip renderClip(const Scene& scene, double framesPerSecond, int width, int height) {
    engine::RgbClip clip{.frames = {}, .framesPerSecond = framesPerSecond};
    const int count = std::max(1, static_cast<int>(std::ceil(kClipSeconds * framesPerSecond - 1e-9)));
    for (int i = 0; i < count; ++i) clip.frames.push_back(render(scene, i / framesPerSecond, width, height));
    return clip;
}

}  // namespace msao::world
