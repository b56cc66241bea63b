// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/core/Tensor.h>

namespace msao::training {

/// About U * V^T of the matrix's singular value decomposition: all of its directions weigh the same, within 30 % or so.
/// Five rounds of Newton and Schulz's iteration in bfloat16, as Muon takes them; float32, of the matrix's shape.
at::Tensor orthogonalised(const at::Tensor& matrix);

}  // namespace msao::training
