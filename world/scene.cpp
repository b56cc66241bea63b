// SPDX-License-Identifier: Apache-2.0
#include "msao/world/scene.h"

#include "world/draws.h"
#include "world/scene_layout.h"
#include "world/scene_look.h"

namespace msao::world {

Scene makeScene(std::uint64_t seed, const SceneOptions& options) {
    Draws look(seed, options.split, Stream::Look);
    Draws camera(seed, options.split, Stream::Camera);
    Scene scene;
    scene.split = options.split;
    scene.motion = options.motion;
    const bool onCards = look.chance(options.cardShare);
    scene.objects = layOut(seed, options, onCards);
    scene.background = drawBackground(options, scene.objects, look);
    scene.lighting = drawLighting(options.disturbance, camera);
    scene.camera = drawCamera(options.disturbance, camera);
    return scene;
}

bool isHeldOutLook(Colour colour, Kind kind, Texture texture) {
    // One texture of every second pair of colour and kind: an eighth of all looks. Whole pairs are not held out, since
    // then a model would have to name a pair of words that it never read.
    const int sum = static_cast<int>(colour) + 2 * static_cast<int>(kind) + 3 * static_cast<int>(texture);
    return sum % 8 == 5;
}

}  // namespace msao::world
