// SPDX-License-Identifier: Apache-2.0
#include "engine/audio/wav_header.h"
#include "msao/engine/audio.h"

#include <bit>
#include <cmath>
#include <concepts>
#include <cstring>
#include <new>
#include <string>
#include <type_traits>

namespace msao::engine {
namespace {

static_assert(std::endian::native == std::endian::little, "WAV numbers are read as they stand in memory");

// Sixty decibels above full scale is a mistake of the file, not a sound.
constexpr double kMaxLevel = 1000;

template <typename T>
double valueAt(const std::byte* at) {
    T value{};
    std::memcpy(&value, at, sizeof value);
    if constexpr (std::floating_point<T>) {
        return static_cast<double>(value);
    } else {
        return static_cast<double>(value) * std::ldexp(1.0, 1 - static_cast<int>(8 * sizeof value));
    }
}

double value24At(const std::byte* at) {
    std::uint32_t bits = 0;
    std::memcpy(&bits, at, 3);
    return static_cast<double>(static_cast<std::int32_t>(bits << 8)) * 0x1p-31;
}

double sampleAt(const std::byte* at, SampleForm form) {
    switch (form) {
        case SampleForm::Unsigned8:
            return (static_cast<double>(std::to_integer<int>(*at)) - 128) / 128;
        case SampleForm::Signed16:
            return valueAt<std::int16_t>(at);
        case SampleForm::Signed24:
            return value24At(at);
        case SampleForm::Signed32:
            return valueAt<std::int32_t>(at);
        case SampleForm::Float32:
            return valueAt<float>(at);
        case SampleForm::Float64:
            return valueAt<double>(at);
    }
    return 0;
}

/// The mean over the channels of one moment.
double mixAt(const std::byte* frame, const WavFormat& format) {
    double sum = 0;
    for (std::size_t c = 0; c < format.channels; ++c)
        sum += sampleAt(frame + c * sampleBytes(format.form), format.form);
    return sum / static_cast<double>(format.channels);
}

Result<Sound> mixed(const WavChunks& chunks) {
    const std::size_t frameBytes = chunks.format.frameBytes();
    Sound sound{chunks.format.samplesPerSecond, std::vector<float>(chunks.samples.size() / frameBytes)};
    for (std::size_t i = 0; i < sound.samples.size(); ++i) {
        const double value = mixAt(chunks.samples.data() + i * frameBytes, chunks.format);
        // Also true of NaN.
        if (!(std::abs(value) <= kMaxLevel)) {
            return Error{ErrorCode::MalformedFile, "broken WAV sound: sample " + std::to_string(i) +
                                                       " is no number near full scale, which is -1 to 1"};
        }
        sound.samples[i] = static_cast<float>(value);
    }
    return sound;
}

}  // namespace

Result<Sound> decodeWav(std::span<const std::byte> file) {
    try {
        MSAO_TRY(const WavChunks chunks, findWavChunks(file));
        return mixed(chunks);
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, "not enough memory to decode this sound"};
    }
}

}  // namespace msao::engine
