// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

namespace msao::edge {

/// How loud it is, in decibels below full scale: 0 is the loudest there is.
struct AudioLevel {
    float rmsDb = 0;
    float peakDb = 0;
    bool operator==(const AudioLevel&) const = default;
};

inline constexpr float kSilenceDb = -90;  // and whatever is softer: half a step of a 16-bit sample

AudioLevel levelOf(std::span<const float> samples);

}  // namespace msao::edge
