// SPDX-License-Identifier: Apache-2.0
// Situations of the demo world as the models of the pair see them.
#pragma once

#include "msao/engine/model_config.h"
#include "msao/engine/result.h"
#include "msao/engine/visual_input.h"
#include "msao/world/question.h"

#include <cstdint>

namespace msao::training {

/// A clip of four seconds is four frames, two time steps of the tower.
inline constexpr double kClipFramesPerSecond = 1;

world::Situation makeSilentSituation(std::uint64_t seed, world::SceneOptions options, bool isClip);

engine::Result<engine::VisualInput> visualInput(const world::Situation& situation, const engine::ModelConfig& config);

}  // namespace msao::training
