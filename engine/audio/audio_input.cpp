// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/audio_input.h"

#include "engine/audio/log_mel.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace msao::engine {
namespace {

/// Three frames make the first token.
constexpr std::size_t kShortestSamples = 2 * kAudioHopSamples + 1;

/// Before anything is computed of it.
Status checkSound(const Sound& sound, std::int32_t mostSeconds) {
    const auto most = static_cast<std::int64_t>(mostSeconds) * sound.samplesPerSecond;
    if (sound.samplesPerSecond > 0 && static_cast<std::int64_t>(sound.samples.size()) > most) {
        return Error{ErrorCode::LimitExceeded, "a sound of " + std::to_string(sound.seconds()) +
                                                   " seconds is too long, this model listens to " +
                                                   std::to_string(mostSeconds)};
    }
    if (std::ranges::all_of(sound.samples, [](float sample) { return std::isfinite(sample); })) return Done{};
    return Error{ErrorCode::InvalidArgument, "a sound must be made of finite samples"};
}

}  // namespace

Result<AudioInput> audioInput(const Sound& sound, const PreprocessorConfig& config, const AudioConfig& audio) {
    MSAO_CHECK(checkSound(sound, config.audioSeconds));
    MSAO_TRY(const Sound listened, resampled(sound, kAudioSampleRate));
    if (listened.samples.size() < kShortestSamples) {
        return Error{ErrorCode::InvalidArgument, "a sound of " + std::to_string(listened.seconds()) +
                                                     " seconds is too short, more than 0.02 are needed"};
    }
    const std::int64_t totalSamples = std::int64_t{config.audioSeconds} * kAudioSampleRate;
    AudioInput input;
    input.melBins = audio.melBins;
    input.features = logMelSpectrum(listened.samples, totalSamples, audio.melBins);
    input.frames = static_cast<std::int64_t>(input.features.size()) / audio.melBins;
    return input;
}

Result<AudioInput> audioInput(const Sound& sound, const ModelConfig& config) {
    if (!config.audio) return noAudioEncoder();
    return audioInput(sound, config.preprocessor, *config.audio);
}

}  // namespace msao::engine
