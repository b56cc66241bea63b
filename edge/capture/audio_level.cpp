// SPDX-License-Identifier: Apache-2.0
#include "edge/capture/audio_level.h"

#include <algorithm>
#include <cmath>

namespace msao::edge {
namespace {

float decibels(double amplitude) {
    if (amplitude <= 0) return kSilenceDb;
    return std::max(kSilenceDb, static_cast<float>(20 * std::log10(amplitude)));
}

}  // namespace

AudioLevel levelOf(std::span<const float> samples) {
    if (samples.empty()) return {kSilenceDb, kSilenceDb};
    double squares = 0;
    double peak = 0;
    for (const float sample : samples) {
        squares += double{sample} * double{sample};
        peak = std::max(peak, std::abs(double{sample}));
    }
    return {decibels(std::sqrt(squares / static_cast<double>(samples.size()))), decibels(peak)};
}

}  // namespace msao::edge
