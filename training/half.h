// SPDX-License-Identifier: Apache-2.0
// bfloat16 in loops that compilers turn into vectors.
#pragma once

#include <ATen/core/Tensor.h>

#include <bit>
#include <cstdint>

namespace msao::training {

using Half = std::uint16_t;  // the bits of a bfloat16

inline float widened(Half bits) {
    return std::bit_cast<float>(std::uint32_t{bits} << 16);
}

/// To the nearest bfloat16, ties to even. Values are finite.
inline Half rounded(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    return static_cast<Half>((bits + 0x7fffU + (bits >> 16 & 1U)) >> 16);
}

inline const Half* halves(const at::Tensor& tensor) {
    return static_cast<const Half*>(tensor.const_data_ptr());
}

inline Half* mutableHalves(const at::Tensor& tensor) {
    return static_cast<Half*>(tensor.mutable_data_ptr());
}

}  // namespace msao::training
