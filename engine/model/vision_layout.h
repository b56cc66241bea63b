// SPDX-License-Identifier: Apache-2.0
// Where the patches of several images and clips stand while the vision tower works on them: which attend to each other,
// and in which order they are kept so that those are neighbours. Torch-free.
#pragma once

#include "msao/engine/model_config.h"
#include "msao/engine/visual_input.h"

#include <cstdint>
#include <span>
#include <vector>

namespace msao::engine {

/// `count` neighbouring segments of `length` patches each; a patch attends to its own segment only.
struct SegmentRun {
    std::int64_t count = 0;
    std::int64_t length = 0;
    bool operator==(const SegmentRun&) const = default;
};

struct VisionLayout {
    /// Merge blocks (language tokens) in working order: entry i is the block's place in the input. Without window
    /// attention the order is the input's own. Blocks that are not kept have no entry.
    std::vector<std::int64_t> blockOrder;
    std::vector<SegmentRun> frames;   // full attention: one segment per time step
    std::vector<SegmentRun> windows;  // window attention; empty without it
    /// Row and column of every patch, in working order.
    std::vector<std::int32_t> rows;
    std::vector<std::int32_t> columns;
};

VisionLayout visionLayout(std::span<const PatchGrid> grids, ModelFamily family, const VisionConfig& config);

/// The same of some blocks alone, named by their place in the input, ascending. They keep their rows and columns;
/// blocks of one frame or window attend to those of it that are left.
VisionLayout visionLayout(std::span<const PatchGrid> grids, ModelFamily family, const VisionConfig& config,
                          std::span<const std::int64_t> keptBlocks);

}  // namespace msao::engine
