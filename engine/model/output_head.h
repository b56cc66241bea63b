// SPDX-License-Identifier: Apache-2.0
// Internal to engine/model.
#pragma once

#include "engine/decode/weight_matrix.h"

#include <ATen/core/Tensor.h>

#include <span>

namespace msao::engine {

/// hidden [rows, hiddenSize] float32 times the head: logits [rows, vocabularySize]. Everything but the stored weights
/// is float32, because a bf16 logit has so few digits that the best two often tie.
void outputLogits(const at::Tensor& hidden, const WeightMatrix& head, std::span<float> logits);

}  // namespace msao::engine
