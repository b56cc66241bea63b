// SPDX-License-Identifier: Apache-2.0
// Internal to engine/model: tensors of the mapped checkpoint as torch sees them.
#pragma once

#include "msao/engine/checkpoint.h"
#include "msao/engine/result.h"

#include <ATen/core/Tensor.h>

#include <span>
#include <string>

namespace msao::engine {

/// A view of the mapped bytes where the element type is already `type`, else a converted copy.
/// A view lives as long as the checkpoint and is never written to.
Result<at::Tensor> mappedTensor(const TensorView& view, at::ScalarType type, const std::string& name);

/// A view of memory that somebody else keeps alive and unchanged.
at::Tensor borrowedTensor(const void* data, at::IntArrayRef shape, at::ScalarType type);

inline at::Tensor borrowedTensor(std::span<const float> values) {
    return borrowedTensor(values.data(), {static_cast<std::int64_t>(values.size())}, at::kFloat);
}

}  // namespace msao::engine
