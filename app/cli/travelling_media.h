// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evaluation/calibration/media_codec.h"

namespace msao::app {

/// Media as an edge sends them to the cloud, so that a calibration measures what travels.
class TravellingMedia final : public calibration::MediaCodec {
public:
    engine::Result<calibration::EncodedVisual> encode(const engine::VisualMedium& medium,
                                                      const engine::VisionConfig& vision, int quality) const override;
    engine::Result<std::int64_t> soundBytes(const engine::SoundMedium& medium) const override;
};

}  // namespace msao::app
