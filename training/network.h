// SPDX-License-Identifier: Apache-2.0
// A PackedBatch through the engine's model functions.
#pragma once

#include "training/leaves.h"
#include "training/packed_batch.h"

#include <ATen/core/Tensor.h>

namespace msao::training {

/// What the tower sees: one row a kept visual token of every picture, float32, [kept tokens, hiddenSize].
at::Tensor seePictures(const NetworkTensors& tensors, const engine::ModelConfig& config, const PackedBatch& batch);

/// What the audio tower hears: one row a token of every sound, float32, [pictures * soundCount, hiddenSize].
at::Tensor hearSounds(const NetworkTensors& tensors, const engine::ModelConfig& config, const PackedBatch& batch);

/// Scores of the attribute classes for each of them, float32, [kept tokens, kAttributeClasses].
at::Tensor attributeScores(const NetworkTensors& tensors, const at::Tensor& seen);

/// Scores of the hearing classes for each token of the sounds, float32, [pictures * soundCount, hearingClasses()].
at::Tensor hearingScores(const NetworkTensors& tensors, const at::Tensor& heard);

/// What comes to the language model beside text; undefined: the batch has none of it.
struct Sensed {
    at::Tensor seen, heard;
};

/// The layer whose attention is shown where to look; before it, names are read and places are found.
inline constexpr std::size_t kPointingLayer = 2;

/// What the language model makes of a batch.
struct Answers {
    at::Tensor logits;  // at the places that are learnt, float32, [lossRows, vocabulary]
    at::Tensor looks;   // of pointQueries, every one `group` times: PackedAttention::lookedAt
    at::Tensor found;   // of pointQueries behind that layer: scores of row and column of what they looked at
    at::Tensor places;  // scores of row and column of every kept visual token, float32, [kept tokens, kPlaceClasses];
                        // undefined: there is no picture
};

Answers answers(const NetworkTensors& tensors, const engine::ModelConfig& config, const PackedBatch& batch,
                const Sensed& sensed);

}  // namespace msao::training
