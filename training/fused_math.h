// SPDX-License-Identifier: Apache-2.0
// Steps of a language layer between its products, for learning on CPUs: value and gradient are one pass over memory
// each, in the products' bfloat16. Torch would take several passes, most of them in float32.
#pragma once

#include <ATen/core/Tensor.h>

namespace msao::training {

/// x / rms(x) * weight; x and weight float32, the result bfloat16.
at::Tensor normedHalf(const at::Tensor& x, const at::Tensor& weight, double epsilon);

/// silu(gate) * up of x = [gate, up], bfloat16: [n, 2 m] to [n, m].
at::Tensor gatedHalf(const at::Tensor& x);

}  // namespace msao::training
