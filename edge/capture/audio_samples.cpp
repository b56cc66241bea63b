// SPDX-License-Identifier: Apache-2.0
#include "edge/capture/audio_samples.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace msao::edge {
namespace {

float clean(float sample) {
    return std::isfinite(sample) ? std::clamp(sample, -1.0f, 1.0f) : 0.0f;
}

}  // namespace

std::vector<float> monoSamples(const QByteArray& bytes, const QAudioFormat& format) {
    std::vector<float> samples;
    if (!format.isValid()) return samples;
    const auto channels = static_cast<std::size_t>(format.channelCount());
    const auto sampleBytes = static_cast<std::size_t>(format.bytesPerSample());
    const std::size_t frames = static_cast<std::size_t>(bytes.size()) / (channels * sampleBytes);
    samples.reserve(frames);
    const char* from = bytes.constData();
    for (std::size_t frame = 0; frame < frames; ++frame) {
        float sum = 0;
        for (std::size_t channel = 0; channel < channels; ++channel, from += sampleBytes)
            sum += clean(format.normalizedSampleValue(from));
        samples.push_back(sum / static_cast<float>(channels));
    }
    return samples;
}

}  // namespace msao::edge
