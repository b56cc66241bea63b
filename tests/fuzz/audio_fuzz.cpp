// SPDX-License-Identifier: Apache-2.0
// WAV files from anywhere: read or refused, never out of bounds, never longer than the limits; what is read is heard.
#include "msao/engine/audio_input.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

namespace {

using namespace msao::engine;

constexpr std::size_t kMaxFuzzSamples = 4'000;  // longer sounds only cost time here

void require(bool condition) {
    if (!condition) std::abort();
}

void hear(const Sound& sound) {
    AudioConfig audio;
    audio.melBins = 20;
    PreprocessorConfig config;
    config.audioSeconds = 1;
    const auto input = audioInput(sound, config, audio);
    if (!input) {
        require(!input.error().message.empty());
        return;
    }
    require(input->tokens() > 0);
    require(std::int64_t(input->features.size()) == input->frames * audio.melBins);
    for (const float value : input->features) require(std::isfinite(value));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto sound = decodeWav(std::as_bytes(std::span(bytes, size)));
    if (!sound) {
        require(!sound.error().message.empty());
        return 0;
    }
    require(sound->samplesPerSecond >= kMinSampleRate && sound->samplesPerSecond <= kMaxSampleRate);
    require(!sound->samples.empty() && sound->seconds() <= kMaxSoundSeconds);
    if (sound->samples.size() <= kMaxFuzzSamples) hear(*sound);
    return 0;
}
