// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace msao::engine {

/// One channel of sound; full scale is -1 to 1.
struct Sound {
    std::int32_t samplesPerSecond = 0;
    std::vector<float> samples;

    double seconds() const { return static_cast<double>(samples.size()) / samplesPerSecond; }
    bool operator==(const Sound&) const = default;
};

/// Sampling rates that are read.
inline constexpr std::int32_t kMinSampleRate = 4'000;
inline constexpr std::int32_t kMaxSampleRate = 192'000;

/// The longest sound that is read: as long as Qwen2.5-Omni listens. Checked before memory is taken.
inline constexpr std::int32_t kMaxSoundSeconds = 300;

/// The largest file that is read.
inline constexpr std::uintmax_t kMaxSoundFileBytes = 500'000'000;

/// WAV: integers of 8, 16, 24 or 32 bits, floats of 32 or 64; several channels become their mean. A file that is cut
/// short or damaged is refused whole. Errors of readSound name the file; decodeWav has none to name.
Result<Sound> decodeWav(std::span<const std::byte> file);
Result<Sound> readSound(const std::filesystem::path& file);

/// The same sound at another rate: a windowed sinc, flat to 91 % of the lower rate's half, 90 dB down from that half
/// on. Beyond its ends the sound is silent.
Result<Sound> resampled(const Sound& sound, std::int32_t samplesPerSecond);

}  // namespace msao::engine
