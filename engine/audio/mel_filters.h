// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace msao::engine {

/// One triangle on the mel scale, of unit area in hertz; zero outside its weights.
struct MelFilter {
    std::size_t firstBin = 0;
    std::vector<double> weights;

    double sum(std::span<const double> power) const;
};

/// Slaney's mel scale (linear to 1 kHz, logarithmic above) from 0 to half the sampling rate, as Whisper's front end has
/// it. `frequencyBins` spectrum values stand evenly from 0 to half the rate.
std::vector<MelFilter> melFilters(std::int32_t melBins, std::size_t frequencyBins, std::int32_t samplesPerSecond);

}  // namespace msao::engine
