// SPDX-License-Identifier: Apache-2.0
#include "training/network.h"

#include "engine/model/vision_tower.h"
#include "training/packed_attention.h"

#include <ATen/ATen.h>

#include <vector>

namespace msao::training {
namespace {

PackedShape shapeOf(const PackedBatch& batch) {
    return {batch.pictures, batch.prefixTokens(), batch.rows, batch.rowTokens};
}

/// Embedded prefixes, then embedded rows: [all tokens, hiddenSize].
at::Tensor embedded(const NetworkTensors& tensors, const PackedBatch& batch, const at::Tensor& seen) {
    const std::int64_t width = seen.size(1);
    const at::Tensor text = tensors.embedding.index_select(0, batch.prefixText);
    const auto forAll = [&](std::int64_t first, std::int64_t count) {
        return text.narrow(0, first, count).unsqueeze(0).expand({batch.pictures, count, width});
    };
    const at::Tensor prefixes = at::cat({forAll(0, batch.before), seen.view({batch.pictures, batch.visualCount, width}),
                                         forAll(batch.before, batch.after)},
                                        1);
    return at::cat({prefixes.flatten(0, 1), tensors.embedding.index_select(0, batch.rowIds)});
}

}  // namespace

at::Tensor seePictures(const NetworkTensors& tensors, const engine::ModelConfig& config, const PackedBatch& batch) {
    const std::vector<engine::PatchGrid> grids(static_cast<std::size_t>(batch.pictures), batch.grid);
    engine::VisionTensors vision = tensors.vision;
    if (batch.isStill) vision.patchEmbedding = tensors.stillPatchEmbedding;
    engine::VisionState state = engine::embedPatches(
        vision, config, batch.patches, engine::visionLayout(grids, config.family, config.vision, batch.keptTokens));
    for (std::int32_t block = 0; block < config.vision.depth; ++block)
        engine::runVisionBlock(vision, config, block, state);
    return engine::mergePatches(vision, config, state);
}

at::Tensor attributeScores(const NetworkTensors& tensors, const at::Tensor& seen) {
    return engine::project(seen, tensors.attribute.weight, tensors.attribute.bias).to(at::kFloat);
}

at::Tensor answerLogits(const NetworkTensors& tensors, const engine::ModelConfig& config, const PackedBatch& batch,
                        const at::Tensor& seen) {
    const PackedAttention attend(shapeOf(batch), batch.turns, tensors.head.scalar_type());
    const engine::RotaryTable rotary = engine::languageRotary(batch.positions, config.text).to(seen.device());
    at::Tensor hidden = embedded(tensors, batch, seen);
    for (std::size_t i = 0; i < tensors.layers.size(); ++i) {
        // Nothing is learnt from the prefixes' own outputs, so the last layer leaves them out.
        const bool isLast = i + 1 == tensors.layers.size();
        const std::int64_t wanted = isLast ? shapeOf(batch).rowTotal() : hidden.size(0);
        engine::KeyValues own;
        hidden = engine::languageLayerAttending(tensors.layers[i], config.text, hidden, rotary, attend, own, wanted);
    }
    const at::Tensor learnt = hidden.index_select(0, batch.lossRows);
    const at::Tensor normed = engine::rmsNorm(learnt, tensors.finalNorm, config.text.rmsNormEpsilon);
    return engine::project(normed, tensors.head).to(at::kFloat);
}

}  // namespace msao::training
