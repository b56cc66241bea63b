// SPDX-License-Identifier: Apache-2.0
#include "engine/audio/mel_filters.h"

#include <algorithm>
#include <cmath>

namespace msao::engine {
namespace {

constexpr double kLinearHertzPerMel = 200.0 / 3;
constexpr double kLogFromHertz = 1000;
constexpr double kLogFromMel = kLogFromHertz / kLinearHertzPerMel;
/// 27 mels span a factor of 6.4.
const double kLogStep = std::log(6.4) / 27;

double melOf(double hertz) {
    if (hertz < kLogFromHertz) return hertz / kLinearHertzPerMel;
    return kLogFromMel + std::log(hertz / kLogFromHertz) / kLogStep;
}

double hertzOf(double mel) {
    if (mel < kLogFromMel) return mel * kLinearHertzPerMel;
    return kLogFromHertz * std::exp(kLogStep * (mel - kLogFromMel));
}

/// Rises from `low` to `middle`, falls to `high`.
MelFilter triangle(double low, double middle, double high, std::size_t bins, double hertzPerBin) {
    MelFilter filter;
    for (std::size_t bin = 0; bin < bins; ++bin) {
        const double hertz = static_cast<double>(bin) * hertzPerBin;
        const double weight = std::min((hertz - low) / (middle - low), (high - hertz) / (high - middle));
        if (weight <= 0) continue;
        if (filter.weights.empty()) filter.firstBin = bin;
        filter.weights.push_back(weight * 2 / (high - low));
    }
    return filter;
}

}  // namespace

double MelFilter::sum(std::span<const double> power) const {
    double sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * power[firstBin + i];
    return sum;
}

std::vector<MelFilter> melFilters(std::int32_t melBins, std::size_t frequencyBins, std::int32_t samplesPerSecond) {
    const double most = samplesPerSecond / 2.0;
    const auto edge = [&](std::int32_t i) { return hertzOf(melOf(most) * i / (melBins + 1)); };
    const double hertzPerBin = most / static_cast<double>(frequencyBins - 1);
    std::vector<MelFilter> filters;
    for (std::int32_t i = 0; i < melBins; ++i)
        filters.push_back(triangle(edge(i), edge(i + 1), edge(i + 2), frequencyBins, hertzPerBin));
    return filters;
}

}  // namespace msao::engine
