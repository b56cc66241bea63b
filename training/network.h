// SPDX-License-Identifier: Apache-2.0
// A PackedBatch through the engine's model functions.
#pragma once

#include "training/leaves.h"
#include "training/packed_batch.h"

#include <ATen/core/Tensor.h>

namespace msao::training {

/// What the tower sees: one row a kept visual token of every picture, float32, [kept tokens, hiddenSize].
at::Tensor seePictures(const NetworkTensors& tensors, const engine::ModelConfig& config, const PackedBatch& batch);

/// Scores of the attribute classes for each of them, float32, [kept tokens, kAttributeClasses].
at::Tensor attributeScores(const NetworkTensors& tensors, const at::Tensor& seen);

/// Logits at the places that are learnt, float32, [lossRows, vocabulary].
at::Tensor answerLogits(const NetworkTensors& tensors, const engine::ModelConfig& config, const PackedBatch& batch,
                        const at::Tensor& seen);

}  // namespace msao::training
