// SPDX-License-Identifier: Apache-2.0
// The inner loops of quantisation: one group of weights to codes and a scale.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace msao::engine {

/// The loops run over whole lanes: callers append zeros up to the next multiple of this.
inline constexpr std::size_t kQuantizeLanes = 4;
constexpr std::size_t paddedGroup(std::size_t size) {
    return (size + kQuantizeLanes - 1) / kQuantizeLanes * kQuantizeLanes;
}

/// `padded` holds `size` weights and then zeros. Writes `size` codes, returns the scale (0 for a group of zeros).
float quantizeGroupInt8(std::span<const float> padded, std::size_t size, std::uint8_t* codes);

/// Writes (size + 1) / 2 bytes. The scale may be negative: the weight of largest magnitude often stands best at -8.
float quantizeGroupInt4(std::span<const float> padded, std::size_t size, std::uint8_t* codes);

}  // namespace msao::engine
