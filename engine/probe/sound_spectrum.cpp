// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/sound_spectrum.h"

#include <algorithm>
#include <cstddef>

namespace msao::engine {

FeatureRows spectrumRows(const AudioInput& audio) {
    const std::int64_t bins = audio.melBins;
    FeatureRows rows{audio.tokens(), spectrumWidth(audio.melBins), {}};
    rows.values.reserve(static_cast<std::size_t>(rows.rows * rows.width));
    double mean = 0;
    for (const float value : audio.features) mean += value / static_cast<double>(audio.features.size());
    for (std::int64_t t = 0; t < rows.rows; ++t) {
        for (std::int64_t f = t * kSpectrumFramesPerToken; f < (t + 1) * kSpectrumFramesPerToken; ++f) {
            const std::int64_t frame = std::min(f, audio.frames - 1);  // the last token may be short of one
            for (std::int64_t bin = 0; bin < bins; ++bin)
                rows.values.push_back(audio.features[static_cast<std::size_t>(bin * audio.frames + frame)] -
                                      static_cast<float>(mean));
        }
    }
    return rows;
}

}  // namespace msao::engine
