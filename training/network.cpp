// SPDX-License-Identifier: Apache-2.0
#include "training/network.h"

#include "engine/model/audio_tower.h"
#include "engine/model/vision_tower.h"
#include "training/language_layer.h"
#include "training/packed_attention.h"

#include <ATen/ATen.h>

#include <vector>

namespace msao::training {
namespace {

PackedShape shapeOf(const PackedBatch& batch) {
    return {batch.pictures, batch.prefixTokens(), batch.rows, batch.rowTokens};
}

/// Embedded prefixes, then embedded rows: [all tokens, hiddenSize].
at::Tensor embedded(const NetworkTensors& tensors, const PackedBatch& batch, const Sensed& sensed) {
    const std::int64_t width = tensors.embedding.size(1);
    const at::Tensor text = tensors.embedding.index_select(0, batch.prefixText);
    std::vector<at::Tensor> parts;
    const auto addText = [&](std::int64_t first, std::int64_t count) {
        parts.push_back(text.narrow(0, first, count).unsqueeze(0).expand({batch.pictures, count, width}));
    };
    addText(0, batch.before);
    if (batch.hasPictures()) parts.push_back(sensed.seen.view({batch.pictures, batch.visualCount, width}));
    addText(batch.before, batch.between);
    if (batch.hasSounds()) parts.push_back(sensed.heard.view({batch.pictures, batch.soundCount, width}));
    addText(batch.before + batch.between, batch.after);
    return at::cat({at::cat(parts, 1).flatten(0, 1), tensors.embedding.index_select(0, batch.rowIds)});
}

/// Of the rows of all prefixes and rows, those of the visual tokens.
at::Tensor visualRows(const PackedBatch& batch, const at::Tensor& hidden) {
    return hidden.narrow(0, 0, batch.pictures * batch.prefixTokens())
        .unflatten(0, {batch.pictures, batch.prefixTokens()})
        .narrow(1, batch.before, batch.visualCount)
        .flatten(0, 1);
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

at::Tensor hearSounds(const NetworkTensors& tensors, const engine::ModelConfig& config, const PackedBatch& batch) {
    const std::vector<at::Tensor> spectra = batch.spectra.unbind();
    engine::AudioState state = engine::embedSpectra(tensors.audio, *config.audio, spectra);
    for (std::int32_t block = 0; block < config.audio->depth; ++block)
        engine::runAudioBlock(tensors.audio, *config.audio, block, state);
    return engine::poolPositions(tensors.audio, state);
}

at::Tensor hearingScores(const NetworkTensors& tensors, const at::Tensor& heard) {
    // What is heard is as small as the embedding, and the head must not mind.
    const at::Tensor normed = at::layer_norm(heard, {heard.size(1)});
    return engine::project(normed, tensors.hearing.weight, tensors.hearing.bias).to(at::kFloat);
}

at::Tensor attributeScores(const NetworkTensors& tensors, const at::Tensor& seen) {
    return engine::project(seen, tensors.attribute.weight, tensors.attribute.bias).to(at::kFloat);
}

Answers answers(const NetworkTensors& tensors, const engine::ModelConfig& config, const PackedBatch& batch,
                const Sensed& sensed) {
    Answers answers;
    const PackedAttention attend(shapeOf(batch), batch.turns, tensors.head.scalar_type());
    const engine::RotaryTable rotary =
        engine::languageRotary(batch.positions, config.text).to(tensors.embedding.device());
    Looks looks{batch.pointQueries, {}};
    at::Tensor hidden = embedded(tensors, batch, sensed);
    const bool isFast = hasFastLayer(tensors.head, config.text);
    for (std::size_t i = 0; i < tensors.layers.size(); ++i) {
        if (i == kPointingLayer && batch.hasPictures())
            answers.places = engine::project(visualRows(batch, hidden), tensors.place).to(at::kFloat);
        if (i == kPointingLayer + 1) {
            const at::Tensor pointing = batch.pointQueries.add(shapeOf(batch).prefixTotal());
            answers.found = engine::project(hidden.index_select(0, pointing), tensors.place).to(at::kFloat);
        }
        Looks* shown = i == kPointingLayer ? &looks : nullptr;
        const bool isLast = i + 1 == tensors.layers.size();
        if (isFast) {
            const at::Tensor* learnt = isLast ? &batch.lossRows : nullptr;
            hidden = fastLayer(tensors.layers[i], config.text, hidden, rotary, attend, learnt, shown);
            continue;
        }
        // Nothing is learnt from the prefixes' own outputs, so the last layer leaves them out.
        const std::int64_t wanted = isLast ? shapeOf(batch).rowTotal() : hidden.size(0);
        const auto attending = [&](const at::Tensor& query, const engine::KeyValues& own) {
            return attend(query, own, shown);
        };
        engine::KeyValues own;
        hidden = engine::languageLayerAttending(tensors.layers[i], config.text, hidden, rotary, attending, own, wanted);
    }
    answers.looks = looks.chances;
    const at::Tensor learnt = isFast ? hidden : hidden.index_select(0, batch.lossRows);
    const at::Tensor normed = engine::rmsNorm(learnt, tensors.finalNorm, config.text.rmsNormEpsilon);
    answers.logits = engine::project(normed, tensors.head).to(at::kFloat);
    return answers;
}

}  // namespace msao::training
