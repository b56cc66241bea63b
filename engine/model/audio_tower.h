// SPDX-License-Identifier: Apache-2.0
// Internal to engine/model: log-mel spectra to language tokens. Functions over tensors, so that a caller may stop after
// any block, look at the hidden states and go on. Nothing is written in place.
#pragma once

#include "engine/model/audio_weights.h"
#include "engine/model/vision_layout.h"
#include "msao/engine/audio_input.h"
#include "msao/engine/model_config.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>
#include <vector>

namespace msao::engine {

/// All sounds of one call on their way through the tower, one after another.
struct AudioState {
    std::vector<SegmentRun> windows;         // positions that attend to each other
    std::vector<std::int64_t> soundLengths;  // positions of each sound
    at::Tensor hidden;                       // [positions, hiddenSize], float32
};

/// Two convolutions over each window and where in it a position stands: everything before block 0. `audios` is not
/// empty, its features fill its frames.
AudioState embedSpectra(const AudioTensors& tensors, const AudioConfig& config, std::span<const AudioInput> audios);

/// The same for spectra that are tensors already, [melBins, frames] each, float32.
AudioState embedSpectra(const AudioTensors& tensors, const AudioConfig& config, std::span<const at::Tensor> spectra);

/// Takes the state through block `index`; blocks come in order.
void runAudioBlock(const AudioTensors& tensors, const AudioConfig& config, std::int32_t index, AudioState& state);

/// The mean of every two positions, which become one language token; an odd last position is dropped:
/// [tokens, hiddenSize], float32.
at::Tensor pairedPositions(const AudioState& state);

/// These as language tokens: [tokens, outHiddenSize], float32.
at::Tensor poolPositions(const AudioTensors& tensors, const AudioState& state);

}  // namespace msao::engine
