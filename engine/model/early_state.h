// SPDX-License-Identifier: Apache-2.0
// Internal to engine/model: where the vision tower stopped.
#pragma once

#include "engine/model/vision_tower.h"
#include "msao/engine/early_features.h"

#include <cstdint>
#include <span>
#include <vector>

namespace msao::engine {

struct EarlyFeatures::State {
    VisionState tower;  // tensors are never written in place, so prefill may go on from a copy of the handles
    std::int32_t blocks = 0;
    std::vector<PatchGrid> grids;
    std::vector<std::uint64_t> pixelHashes;  // so that features of other pixels are never taken for these
    std::vector<FeatureRows> pooled;
    std::vector<FeatureRows> projected;
};

/// Rows for each visual input, from what `tower` is after the blocks of `options`.
EarlyFeatures::State earlyState(const VisionTensors& tensors, const ModelConfig& config,
                                std::span<const VisualInput> visuals, VisionState tower, const LookOptions& options);

/// These features are of these visual inputs, the same grids and pixels, and of all that is kept of them: merge blocks,
/// named by their place in the input, ascending.
Status checkSeen(const EarlyFeatures::State& seen, std::span<const VisualInput> visuals,
                 std::span<const std::int64_t> keptBlocks);

}  // namespace msao::engine
