// SPDX-License-Identifier: Apache-2.0
#include "training/situation.h"

#include "msao/world/render.h"
#include "training/demo_models.h"

namespace msao::training {

world::Situation makeSilentSituation(std::uint64_t seed, world::SceneOptions options, bool isClip) {
    options.motion = isClip ? world::MotionMode::Clip : world::MotionMode::Still;
    world::Situation situation;
    situation.scene = world::makeScene(seed, options);
    situation.isClip = isClip;
    return situation;
}

engine::Result<engine::VisualInput> visualInput(const world::Situation& situation, const engine::ModelConfig& config) {
    if (!situation.isClip) {
        const engine::RgbImage picture = world::render(situation.scene, 0, kPictureSide, kPictureSide);
        return engine::imageInput(picture, config.preprocessor, config.vision);
    }
    const engine::RgbClip clip = world::renderClip(situation.scene, kClipFramesPerSecond, kPictureSide, kPictureSide);
    return engine::videoInput(clip, config.preprocessor, config.vision);
}

}  // namespace msao::training
