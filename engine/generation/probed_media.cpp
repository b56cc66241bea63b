// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/probed_media.h"

#include "msao/engine/audio_input.h"

#include <array>

namespace msao::engine {
namespace {

/// What a sound travels as: whole samples of 16 bits.
std::int64_t sampleBytes(std::int64_t tokens) {
    constexpr std::int64_t kFramesPerToken = 4;
    constexpr std::int64_t kBytesPerSample = 2;
    return tokens * kFramesPerToken * kAudioHopSamples * kBytesPerSample;
}

}  // namespace

std::vector<ProbedMedium> probedMedia(const EarlyFeatures& seen, std::span<const VisualInput> visuals,
                                      std::int32_t mergeSize) {
    std::vector<ProbedMedium> media;
    std::array<std::uint64_t, kModalities.size()> counts{};
    for (std::size_t v = 0; v < seen.visualCount() && v < visuals.size(); ++v) {
        ProbedMedium medium;
        medium.modality = visuals[v].kind == VisualKind::Image ? Modality::Image : Modality::Video;
        medium.ordinal = counts[static_cast<std::size_t>(medium.modality)]++;
        medium.grid = tokenGrid(seen.grid(v), mergeSize);
        medium.pooled = seen.pooled(v);
        medium.projected = seen.projected(v);
        medium.pixels = &visuals[v];
        media.push_back(medium);
    }
    for (std::size_t s = 0; s < seen.soundCount(); ++s) {
        ProbedMedium medium;
        medium.modality = Modality::Audio;
        medium.ordinal = s;
        medium.grid.frames = seen.pooledSound(s).rows;
        medium.pooled = seen.pooledSound(s);
        medium.projected = seen.projectedSound(s);
        medium.bytes = sampleBytes(medium.grid.frames);
        media.push_back(medium);
    }
    return media;
}

}  // namespace msao::engine
