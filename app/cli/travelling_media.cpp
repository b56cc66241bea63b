// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/travelling_media.h"

#include "protocol/media/audio_payload.h"
#include "protocol/media/visual_payload.h"

#include <algorithm>
#include <utility>

namespace msao::app {

using namespace engine;

Result<calibration::EncodedVisual> TravellingMedia::encode(const VisualMedium& medium, const VisionConfig& vision,
                                                           int quality) const {
    const RgbImage& first = medium.clip.frames.front();
    protocol::VisualDescriptor visual;
    visual.kind = medium.kind;
    visual.encoding = protocol::PixelEncoding::Jpeg;
    visual.width = first.width;
    visual.height = first.height;
    visual.cellSide = vision.patchSize * vision.spatialMergeSize;
    visual.kept = medium.kept;
    if (medium.kind == VisualKind::Video) {
        visual.frames = static_cast<std::int32_t>(medium.clip.frames.size());
        visual.framesPerSecond = medium.clip.framesPerSecond;
        visual.framesPerCell = vision.temporalPatchSize;
    }
    MSAO_TRY(protocol::VisualPayload payload,
             protocol::makeVisualPayload(medium.clip.frames, std::move(visual), quality));
    return calibration::EncodedVisual{payload.bytes.size(), std::move(payload.frames)};
}

Result<std::int64_t> TravellingMedia::soundBytes(const SoundMedium& medium) const {
    Sound sound = medium.sound;
    if (sound.samplesPerSecond > kAudioSampleRate) {  // no faster than models hear it
        MSAO_TRY(sound, resampled(sound, kAudioSampleRate));
    }
    MSAO_TRY(const protocol::AudioPayload payload, protocol::makeAudioPayload(sound, medium.kept));
    return std::int64_t{payload.bytes.size()};
}

}  // namespace msao::app
