// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/checkpoint/quantization.h"
#include "engine/decode/cpu/packed_layout.h"

#include <cstdint>
#include <span>

namespace msao::engine {

/// Writes rows firstRow...firstRow+15 of `matrix` (fewer at its end) as one packed block.
void packBlock(const QuantizedView& matrix, std::int64_t firstRow, const PackedLayout& layout, std::byte* block);

/// The values of `count` packed rows from `firstRow` on, rounded to bf16, row-major.
void unpackToBf16(const std::byte* packed, const PackedLayout& layout, std::int64_t firstRow, std::int64_t count,
                  std::span<std::uint16_t> out);

}  // namespace msao::engine
