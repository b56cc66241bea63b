// SPDX-License-Identifier: Apache-2.0
#include "engine/audio/log_mel.h"

#include "engine/audio/fourier.h"
#include "engine/audio/mel_filters.h"
#include "msao/engine/audio_input.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>

namespace msao::engine {
namespace {

constexpr double kQuietest = 1e-10;
constexpr double kDecades = 8;

/// Windows of a sound with silence behind it, mirrored at both ends.
class WindowedFrames {
public:
    WindowedFrames(std::span<const float> samples, std::int64_t totalSamples)
        : m_samples(samples), m_total(totalSamples) {
        for (std::int64_t i = 0; i < kAudioWindowSamples; ++i) {
            const double angle = 2 * std::numbers::pi * static_cast<double>(i) / kAudioWindowSamples;
            m_hann.push_back(0.5 - 0.5 * std::cos(angle));
        }
    }

    /// Frame `index` is centred on sample 160 * index.
    void copy(std::int64_t index, std::span<double> out) const {
        const std::int64_t first = index * kAudioHopSamples - kAudioWindowSamples / 2;
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] = m_hann[i] * sampleAt(first + static_cast<std::int64_t>(i));
    }

private:
    double sampleAt(std::int64_t i) const {
        i = std::abs(i);
        if (i >= m_total) i = 2 * (m_total - 1) - i;
        return i < static_cast<std::int64_t>(m_samples.size())
                   ? static_cast<double>(m_samples[static_cast<std::size_t>(i)])
                   : 0.0;
    }

    std::span<const float> m_samples;
    std::int64_t m_total;
    std::vector<double> m_hann;
};

std::int64_t ceilDivide(std::int64_t a, std::int64_t b) {
    return (a + b - 1) / b;
}

}  // namespace

std::vector<float> logMelSpectrum(std::span<const float> samples, std::int64_t totalSamples, std::int32_t melBins) {
    const WindowedFrames windows(samples, totalSamples);
    PowerSpectrum spectrum(kAudioWindowSamples);
    const std::vector<MelFilter> filters = melFilters(melBins, spectrum.bins(), kAudioSampleRate);
    const auto length = static_cast<std::int64_t>(samples.size());
    const std::int64_t frames = ceilDivide(length, kAudioHopSamples);
    // The loudest value is sought in all of the reference's frames; beyond these two they are silent.
    const std::int64_t heard =
        std::min(totalSamples / kAudioHopSamples, ceilDivide(length + kAudioWindowSamples / 2, kAudioHopSamples));

    std::vector<double> window(kAudioWindowSamples);
    std::vector<double> power(spectrum.bins());
    std::vector<float> logs(static_cast<std::size_t>(melBins * frames));
    double loudest = std::log10(kQuietest);
    for (std::int64_t t = 0; t < heard; ++t) {
        windows.copy(t, window);
        spectrum.compute(window, power);
        for (std::size_t bin = 0; bin < filters.size(); ++bin) {
            const double value = std::log10(std::max(kQuietest, filters[bin].sum(power)));
            loudest = std::max(loudest, value);
            if (t < frames)
                logs[bin * static_cast<std::size_t>(frames) + static_cast<std::size_t>(t)] = static_cast<float>(value);
        }
    }
    const auto floor = static_cast<float>(loudest - kDecades);
    for (float& value : logs) value = (std::max(value, floor) + 4.0f) / 4.0f;
    return logs;
}

}  // namespace msao::engine
