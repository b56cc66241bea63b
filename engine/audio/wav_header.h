// SPDX-License-Identifier: Apache-2.0
// The chunks of a RIFF/WAVE file: how its samples are written, and where.
#pragma once

#include "msao/engine/result.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace msao::engine {

enum class SampleForm { Unsigned8, Signed16, Signed24, Signed32, Float32, Float64 };

constexpr std::size_t sampleBytes(SampleForm form) {
    switch (form) {
        case SampleForm::Unsigned8:
            return 1;
        case SampleForm::Signed16:
            return 2;
        case SampleForm::Signed24:
            return 3;
        case SampleForm::Signed32:
        case SampleForm::Float32:
            return 4;
        case SampleForm::Float64:
            return 8;
    }
    return 0;
}

struct WavFormat {
    SampleForm form = SampleForm::Signed16;
    std::size_t channels = 1;
    std::int32_t samplesPerSecond = 0;

    std::size_t frameBytes() const { return channels * sampleBytes(form); }
};

/// Samples of all channels, interleaved: whole frames, at least one. Views the file.
struct WavChunks {
    WavFormat format;
    std::span<const std::byte> samples;
};

Result<WavChunks> findWavChunks(std::span<const std::byte> file);

}  // namespace msao::engine
