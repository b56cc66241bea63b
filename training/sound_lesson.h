// SPDX-License-Identifier: Apache-2.0
// The sounds of a pass as the model hears them.
#pragma once

#include "msao/engine/model_config.h"
#include "msao/engine/tokenizer.h"
#include "msao/world/speech.h"
#include "training/question_rows.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace msao::training {

struct PassSounds {
    at::Tensor spectra, heard, heardNames;  // as in PackedBatch
    std::vector<Owners> owners;             // of each sound's tokens
};

/// Sounds that are shorter than the longest, or than `seconds`, get more of their noise behind them.
PassSounds hearSounds(std::vector<world::Sound> sounds, double seconds, const world::SpeechBank& voices,
                      const engine::ModelConfig& config, const engine::Tokenizer& tokenizer);

}  // namespace msao::training
