// SPDX-License-Identifier: Apache-2.0
#include "msao/world/question.h"
#include "world/draws.h"

namespace msao::world {

Situation makeSituation(std::uint64_t seed, const SituationOptions& options) {
    Draws draws(seed, options.scene.split, Stream::Situation);
    Situation situation;
    situation.isClip = draws.chance(options.clipShare);
    const bool hasSound = draws.chance(options.soundShare);
    const bool isAboutScene = draws.chance(0.5);
    SceneOptions scene = options.scene;
    if (situation.isClip) scene.motion = MotionMode::Clip;
    situation.scene = makeScene(seed, scene);
    if (!hasSound) return situation;
    SoundOptions sound = options.sound;
    sound.split = options.scene.split;
    situation.sound = isAboutScene ? makeSoundAbout(situation.scene, seed, sound) : makeSound(seed, sound);
    return situation;
}

}  // namespace msao::world
