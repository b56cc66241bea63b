// SPDX-License-Identifier: Apache-2.0
#include "engine/model/vision_tower.h"

#include "engine/model/attention.h"
#include "engine/model/torch_views.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace msao::engine {
namespace {

// Fixed in the architecture, not in config.json.
constexpr double kVisionNormEpsilon = 1e-6;
constexpr double kVisionRopeTheta = 10000.0;

at::Tensor normalised(const at::Tensor& x, const NormTensors& norm) {
    if (!norm.bias.defined()) return rmsNorm(x, norm.weight, kVisionNormEpsilon);
    return at::layer_norm(x, {x.size(-1)}, norm.weight, norm.bias, kVisionNormEpsilon);
}

at::Tensor project(const at::Tensor& x, const LinearTensors& linear) {
    return msao::engine::project(x, linear.weight, linear.bias);
}

/// The first half of the pairs turns with the patch's row, the second with its column.
RotaryTable visionRotary(const VisionLayout& layout, const VisionConfig& config) {
    const at::Tensor frequencies = inverseFrequencies(kVisionRopeTheta, config.headDim() / 2);
    const auto angles = [&](const std::vector<std::int32_t>& coordinates) {
        return at::tensor(coordinates, at::kInt).to(at::kFloat).unsqueeze(1).mul(frequencies);
    };
    const at::Tensor angle = at::cat({angles(layout.rows), angles(layout.columns)}, 1).unsqueeze(1);
    return {angle.cos(), angle.sin()};
}

at::Tensor allPatches(std::span<const VisualInput> visuals, std::int64_t patchValues) {
    std::vector<at::Tensor> parts;
    for (const VisualInput& visual : visuals) parts.push_back(borrowedTensor(visual.patches).view({-1, patchValues}));
    return parts.size() == 1 ? parts.front() : at::cat(parts);
}

std::vector<PatchGrid> gridsOf(std::span<const VisualInput> visuals) {
    std::vector<PatchGrid> grids;
    for (const VisualInput& visual : visuals) grids.push_back(visual.grid);
    return grids;
}

/// Rows of whole merge blocks: entry i of `blocks` is the block that comes to place i.
at::Tensor selectBlocks(const at::Tensor& patches, const std::vector<std::int64_t>& blocks,
                        const VisionConfig& config) {
    const std::int64_t blockPatches = std::int64_t{config.spatialMergeSize} * config.spatialMergeSize;
    const at::Tensor places = at::tensor(blocks, at::kLong).to(patches.device());
    return patches.unflatten(0, {-1, blockPatches}).index_select(0, places).flatten(0, 1);
}

at::Tensor attention(const VisionBlockTensors& block, const VisionConfig& config, const VisionState& state,
                     std::span<const SegmentRun> segments) {
    const at::Tensor qkv = project(normalised(state.hidden, block.attentionNorm), block.queryKeyValue)
                               .to(at::kFloat)
                               .view({-1, 3, config.headCount, config.headDim()});
    const at::Tensor query = rotate(qkv.select(1, 0), state.rotary);
    const KeyValues own{rotate(qkv.select(1, 1), state.rotary), qkv.select(1, 2)};
    // The fused kernel's backward pass is slow on CPUs, so training multiplies in the weights' type instead.
    const at::Tensor mixed = query.requires_grad() ? segmentAttentionByProducts(
                                                         query, own, segments, block.queryKeyValue.weight.scalar_type())
                                                   : segmentAttention(query, own, segments);
    return project(mixed, block.attentionOutput);
}

at::Tensor mlp(const VisionBlockTensors& block, const VisionConfig& config, const at::Tensor& hidden) {
    const at::Tensor x = normalised(hidden, block.mlpNorm).to(block.up.weight.scalar_type());
    const at::Tensor up = project(x, block.up);
    if (!block.gate.weight.defined()) return project(activate(up, config.activation), block.down);
    return project(activate(project(x, block.gate), config.activation).mul(up), block.down);
}

bool attendsFully(const ModelConfig& config, std::int32_t index) {
    const std::vector<std::int32_t>& full = config.vision.fullAttentionBlocks;
    return config.family == ModelFamily::Qwen2VL || std::find(full.begin(), full.end(), index) != full.end();
}

}  // namespace

VisionState embedPatches(const VisionTensors& tensors, const ModelConfig& config, const at::Tensor& patches,
                         VisionLayout layout) {
    VisionState state;
    state.layout = std::move(layout);
    state.rotary = visionRotary(state.layout, config.vision).to(patches.device());
    const at::Tensor inOrder = selectBlocks(patches, state.layout.blockOrder, config.vision);
    state.hidden = msao::engine::project(inOrder, tensors.patchEmbedding).to(at::kFloat);
    return state;
}

VisionState embedPatches(const VisionTensors& tensors, const ModelConfig& config,
                         std::span<const VisualInput> visuals) {
    return embedPatches(tensors, config, allPatches(visuals, config.vision.patchValues()),
                        visionLayout(gridsOf(visuals), config.family, config.vision));
}

VisionState embedPatches(const VisionTensors& tensors, const ModelConfig& config, std::span<const VisualInput> visuals,
                         std::span<const std::int64_t> keptBlocks) {
    return embedPatches(tensors, config, allPatches(visuals, config.vision.patchValues()),
                        visionLayout(gridsOf(visuals), config.family, config.vision, keptBlocks));
}

VisionState keepBlocks(const ModelConfig& config, std::span<const PatchGrid> grids, const VisionState& state,
                       std::span<const std::int64_t> keptBlocks) {
    VisionState kept;
    kept.layout = visionLayout(grids, config.family, config.vision, keptBlocks);
    kept.rotary = visionRotary(kept.layout, config.vision);
    // Both orders run through the same windows, so what is left stands in the same order.
    std::vector<std::int64_t> places;
    for (std::size_t i = 0; i < state.layout.blockOrder.size() && places.size() < keptBlocks.size(); ++i) {
        if (state.layout.blockOrder[i] == kept.layout.blockOrder[places.size()])
            places.push_back(static_cast<std::int64_t>(i));
    }
    kept.hidden = selectBlocks(state.hidden, places, config.vision);
    return kept;
}

void runVisionBlock(const VisionTensors& tensors, const ModelConfig& config, std::int32_t index, VisionState& state) {
    const VisionBlockTensors& block = tensors.blocks[static_cast<std::size_t>(index)];
    const std::vector<SegmentRun>& segments = attendsFully(config, index) ? state.layout.frames : state.layout.windows;
    state.hidden = state.hidden.add(attention(block, config.vision, state, segments));
    state.hidden = state.hidden.add(mlp(block, config.vision, state.hidden));
}

at::Tensor mergePatches(const VisionTensors& tensors, const ModelConfig& config, const VisionState& state) {
    const std::int64_t merged = tensors.mergerFirst.weight.size(1);
    const at::Tensor blocks = normalised(state.hidden, tensors.mergerNorm).view({-1, merged});
    const at::Tensor tokens =
        project(at::gelu(project(blocks, tensors.mergerFirst)), tensors.mergerSecond).to(at::kFloat);
    if (config.family == ModelFamily::Qwen2VL) return tokens;
    const at::Tensor place = at::argsort(at::tensor(state.layout.blockOrder, at::kLong));
    return tokens.index_select(0, place);
}

}  // namespace msao::engine
