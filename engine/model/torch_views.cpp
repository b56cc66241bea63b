// SPDX-License-Identifier: Apache-2.0
#include "engine/model/torch_views.h"

#include <ATen/ATen.h>

#include <cstdint>
#include <cstring>
#include <optional>

namespace msao::engine {
namespace {

std::optional<at::ScalarType> floatingType(ElementType type) {
    switch (type) {
        case ElementType::F64:
            return at::kDouble;
        case ElementType::F32:
            return at::kFloat;
        case ElementType::F16:
            return at::kHalf;
        case ElementType::BF16:
            return at::kBFloat16;
        case ElementType::I64:
        case ElementType::I32:
        case ElementType::I16:
        case ElementType::I8:
        case ElementType::U8:
        case ElementType::Bool:
            return std::nullopt;
    }
    return std::nullopt;
}

/// safetensors aligns nothing but its header, so a tensor may begin at any byte.
at::Tensor alignedView(const TensorView& view, at::ScalarType type) {
    const bool isAligned = reinterpret_cast<std::uintptr_t>(view.bytes.data()) % elementBytes(view.type) == 0;
    if (isAligned) return borrowedTensor(view.bytes.data(), view.shape, type);
    at::Tensor copy = at::empty(view.shape, type);
    std::memcpy(copy.data_ptr(), view.bytes.data(), view.bytes.size());
    return copy;
}

}  // namespace

at::Tensor borrowedTensor(const void* data, at::IntArrayRef shape, at::ScalarType type) {
    // from_blob knows no const; nobody writes through these views.
    return at::from_blob(const_cast<void*>(data), shape, at::TensorOptions(type));
}

Result<at::Tensor> mappedTensor(const TensorView& view, at::ScalarType type, const std::string& name) {
    const std::optional<at::ScalarType> stored = floatingType(view.type);
    if (!stored) {
        return Error{ErrorCode::UnsupportedModel,
                     name + ": expected a floating point tensor, found " + std::string(elementName(view.type))};
    }
    return alignedView(view, *stored).to(type);
}

}  // namespace msao::engine
