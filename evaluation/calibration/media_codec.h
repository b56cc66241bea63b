// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/audio.h"
#include "msao/engine/image.h"
#include "msao/engine/prompt_description.h"
#include "msao/engine/result.h"

#include <array>
#include <cstdint>
#include <vector>

namespace msao::calibration {

struct EncodedVisual {
    std::int64_t bytes = 0;
    std::vector<engine::RgbImage> frames;  // decoded again
};

/// How media travel. Codecs live beyond the rooms that this one may see.
class MediaCodec {
public:
    virtual ~MediaCodec() = default;
    /// The kept tokens of a visual whose frames have the size at which models of `vision` read them.
    virtual engine::Result<EncodedVisual> encode(const engine::VisualMedium& medium, const engine::VisionConfig& vision,
                                                 int quality) const = 0;
    /// Sounds have no choice of quality.
    virtual engine::Result<std::int64_t> soundBytes(const engine::SoundMedium& medium) const = 0;
};

/// Those that are measured, the best first: at that one media travel where nothing is given up. Chosen.
inline constexpr std::array kMediaQualities = {90, 75, 50, 25, 10};

}  // namespace msao::calibration
