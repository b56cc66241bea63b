// SPDX-License-Identifier: Apache-2.0
// Internal: products of tensors of one type. A processor without instructions for bfloat16 takes those of bfloat16 as
// float32 and rounds what comes out, which is what oneDNN does with them, too, but three times faster than it does
// where it has to unpack every number (75 to 23 GFLOP/s, one core of a Xeon with AVX-512 alone). Of a few tokens, such
// as a question, the kernels of decode take them there, in half the time. All work under autograd.
#pragma once

#include <ATen/core/Tensor.h>

namespace msao::engine {

/// Whether this processor multiplies bfloat16 in instructions of its own.
bool hasHalfProducts();

/// x * weight^T; x [n, in], weight [out, in].
at::Tensor linearProduct(const at::Tensor& x, const at::Tensor& weight);
/// The same with a bias [out].
at::Tensor linearProduct(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias);
/// a * b for every one of the batch: [n, rows, inner] and [n, inner, columns].
at::Tensor batchedProduct(const at::Tensor& a, const at::Tensor& b);
/// The same, added to `sum`.
at::Tensor batchedProduct(const at::Tensor& sum, const at::Tensor& a, const at::Tensor& b);

}  // namespace msao::engine
