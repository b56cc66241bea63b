// SPDX-License-Identifier: Apache-2.0
// The engine's language layer once more, for learning on CPUs: the same arithmetic in fewer products and fewer passes
// over memory. A test holds it to the engine's, values and gradients.
#pragma once

#include "engine/model/language_model.h"
#include "training/packed_attention.h"

#include <ATen/core/Tensor.h>

namespace msao::training {

/// Whether it can be taken for this model: bfloat16 on a CPU, and heads of the one width.
bool hasFastLayer(const at::Tensor& head, const engine::TextConfig& config);

/// hidden: all prefixes, then all rows, float32. `learnt`: null, or the rows' places that alone are wanted; `looks` as
/// PackedAttention takes them. Returns what is wanted.
at::Tensor fastLayer(const engine::LanguageLayerTensors& layer, const engine::TextConfig& config,
                     const at::Tensor& hidden, const engine::RotaryTable& rotary, const PackedAttention& attend,
                     const at::Tensor* learnt, Looks* looks);

}  // namespace msao::training
