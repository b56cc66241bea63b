// SPDX-License-Identifier: Apache-2.0
// Internal to engine/model: the few operations that vision tower and language model share. All are functional (nothing
// is written in place), so they work under autograd.
//
// Precision: products are taken in the weights' type (bf16 products accumulate in f32 inside oneDNN); the residual
// stream, norms, rotary embedding and attention stay in f32, which costs next to nothing beside the products.
#pragma once

#include "msao/engine/model_config.h"

#include <ATen/core/Tensor.h>

namespace msao::engine {

/// x * weight^T in the weight's type; x [n, in], weight [out, in].
at::Tensor project(const at::Tensor& x, const at::Tensor& weight);
/// The same with a bias of the weight's type [out].
at::Tensor project(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias);

/// x / rms(x) * weight, float32.
at::Tensor rmsNorm(const at::Tensor& x, const at::Tensor& weight, double epsilon);

at::Tensor activate(const at::Tensor& x, Activation activation);

/// Cosines and sines of the rotation angles, float32, [n, 1, headDim / 2].
struct RotaryTable {
    at::Tensor cos;
    at::Tensor sin;

    RotaryTable to(at::Device device) const { return {cos.to(device), sin.to(device)}; }
};

/// Inverse frequencies theta^(-2i / width) for i in [0, width / 2), float32.
at::Tensor inverseFrequencies(double theta, std::int64_t width);

/// Rotates the pairs (i, i + headDim / 2) of x [n, heads, headDim], float32.
at::Tensor rotate(const at::Tensor& x, const RotaryTable& table);

}  // namespace msao::engine
