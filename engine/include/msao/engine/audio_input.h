// SPDX-License-Identifier: Apache-2.0
// A sound as the audio encoder hears it.
#pragma once

#include "msao/engine/audio.h"
#include "msao/engine/model_config.h"
#include "msao/engine/result.h"

#include <cstdint>
#include <vector>

namespace msao::engine {

/// A log-mel spectrum as transformers' `input_features`: [melBins, frames], float32, 100 frames a second.
struct AudioInput {
    std::int32_t melBins = 0;
    std::int64_t frames = 0;
    std::vector<float> features;

    /// Two convolution strides and a mean of two: 25 a second. None for less than three frames.
    std::int64_t tokens() const { return (frames + 1) / 2 / 2; }
    bool operator==(const AudioInput&) const = default;
};

inline constexpr std::int32_t kAudioSampleRate = 16'000;
inline constexpr std::int32_t kAudioHopSamples = 160;
inline constexpr std::int32_t kAudioWindowSamples = 400;

/// Resamples where needed. Refuses a sound too short for one token or longer than `config.audioSeconds`.
Result<AudioInput> audioInput(const Sound& sound, const PreprocessorConfig& config, const AudioConfig& audio);

/// The same for a model that may have no audio encoder; then the Error says so.
Result<AudioInput> audioInput(const Sound& sound, const ModelConfig& config);

/// Why a model without an audio encoder takes no sound.
inline Error noAudioEncoder() {
    return {ErrorCode::UnsupportedModel, "this checkpoint has no audio encoder, so it cannot listen to a sound"};
}

}  // namespace msao::engine
