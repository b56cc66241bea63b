// SPDX-License-Identifier: Apache-2.0
// A sound as heads of older calibrations read it (HeardBy::Spectrum): what the audio encoder's first layer reads.
#pragma once

#include "msao/engine/audio_input.h"
#include "msao/engine/feature_rows.h"

#include <cstdint>

namespace msao::engine {

inline constexpr std::int64_t kSpectrumFramesPerToken = 4;

constexpr std::int64_t spectrumWidth(std::int32_t melBins) {
    return std::int64_t{melBins} * kSpectrumFramesPerToken;
}

/// One row for each language token: the frames that become it, one after the other, against the mean of the sound.
FeatureRows spectrumRows(const AudioInput& audio);

}  // namespace msao::engine
