// SPDX-License-Identifier: Apache-2.0
// Internal to engine/model: where the towers stopped.
#pragma once

#include "engine/model/audio_tower.h"
#include "engine/model/vision_tower.h"
#include "msao/engine/early_features.h"

#include <cstdint>
#include <span>
#include <vector>

namespace msao::engine {

// Tensors are never written in place, so prefill may go on from copies of the towers' handles. Hashes are there so that
// features of other pixels or another sound are never taken for these.

struct EarlySight {
    VisionState tower;  // undefined where there was no image and no clip
    std::int32_t blocks = 0;
    std::vector<PatchGrid> grids;
    std::vector<std::uint64_t> hashes;
    std::vector<FeatureRows> pooled;
    std::vector<FeatureRows> projected;
};

struct EarlyHearing {
    AudioState tower;  // undefined where there was no sound
    std::int32_t blocks = 0;
    std::vector<std::uint64_t> hashes;
    std::vector<FeatureRows> pooled;
    std::vector<FeatureRows> projected;
};

struct EarlyFeatures::State {
    EarlySight sight;
    EarlyHearing hearing;
};

/// Rows for each visual input, from what `tower` is after the blocks of `options`.
EarlySight earlySight(const VisionTensors& tensors, const ModelConfig& config, std::span<const VisualInput> visuals,
                      VisionState tower, const LookOptions& options);
/// Rows for each sound, likewise.
EarlyHearing earlyHearing(const AudioTensors& tensors, const AudioConfig& config, std::span<const AudioInput> audios,
                          AudioState tower, const LookOptions& options);

/// These features are of these visual inputs and sounds, the same grids, pixels and spectra, and of all that is kept of
/// the visual ones: merge blocks, named by their place in the input, ascending.
Status checkSeen(const EarlyFeatures::State& seen, std::span<const VisualInput> visuals,
                 std::span<const AudioInput> audios, std::span<const std::int64_t> keptBlocks);

}  // namespace msao::engine
