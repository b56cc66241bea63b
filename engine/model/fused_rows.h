// SPDX-License-Identifier: Apache-2.0
// Internal to engine/model: two functions of layer_math.h for training on CPUs. Autograd would take a dozen passes over
// memory for each; here value and gradient are one pass each.
#pragma once

#include "engine/model/layer_math.h"

#include <ATen/core/Tensor.h>

namespace msao::engine {

/// Whether a gradient of `x` is wanted and the functions below can give it: float32, on a CPU.
bool isFusable(const at::Tensor& x);

/// As rmsNorm.
at::Tensor fusedRmsNorm(const at::Tensor& x, const at::Tensor& weight, double epsilon);

/// As rotate; the table gets no gradient.
at::Tensor fusedRotate(const at::Tensor& x, const RotaryTable& table);

}  // namespace msao::engine
