// SPDX-License-Identifier: Apache-2.0
// Internal to engine/model: patches to language tokens. Functions over tensors, so that a caller may stop after any
// block, look at the hidden states and go on.
#pragma once

#include "engine/model/layer_math.h"
#include "engine/model/vision_layout.h"
#include "engine/model/vision_weights.h"
#include "msao/engine/model_config.h"
#include "msao/engine/visual_input.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>

namespace msao::engine {

/// All patches of one call on their way through the tower, in the layout's working order.
struct VisionState {
    VisionLayout layout;
    RotaryTable rotary;
    at::Tensor hidden;  // [patches, hiddenSize], float32
};

/// Embeds the patches of images and clips: everything before block 0. `visuals` is not empty, its patches fill its
/// grids.
VisionState embedPatches(const VisionTensors& tensors, const ModelConfig& config, std::span<const VisualInput> visuals);

/// Some merge blocks alone, named by their place in the input, ascending: the patches of the others are not looked at,
/// so a side that never received them computes the same.
VisionState embedPatches(const VisionTensors& tensors, const ModelConfig& config, std::span<const VisualInput> visuals,
                         std::span<const std::int64_t> keptBlocks);

/// The same for patches that are a tensor already: [patches, values], all patches of the grids in order, of which
/// `layout` tells those that are kept.
VisionState embedPatches(const VisionTensors& tensors, const ModelConfig& config, const at::Tensor& patches,
                         VisionLayout layout);

/// What is left of a state when some blocks go on alone.
VisionState keepBlocks(const ModelConfig& config, std::span<const PatchGrid> grids, const VisionState& state,
                       std::span<const std::int64_t> keptBlocks);

/// Takes the state through block `index`; blocks come in order.
void runVisionBlock(const VisionTensors& tensors, const ModelConfig& config, std::int32_t index, VisionState& state);

/// Merges 2x2 patches to one language token each, in the order of the input: [tokens, outHiddenSize], float32.
at::Tensor mergePatches(const VisionTensors& tensors, const ModelConfig& config, const VisionState& state);

}  // namespace msao::engine
