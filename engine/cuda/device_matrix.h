// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/cuda/row_order.h"

#include <cstddef>
#include <cstdint>

namespace msao::engine {

/// [rows, cols]; rows are padded to whole groups of kGroupRows and each to whole 16-byte units, with zeros.
struct DeviceMatrix {
    std::byte* values = nullptr;
    float* scales = nullptr;  // int8, int4: [rows, groups]
    std::int64_t rows = 0;
    std::int64_t cols = 0;
    std::int64_t rowBytes = 0;
    std::int32_t unitsPerGroup = 1;  // 16-byte units of a row that share a scale
    std::int32_t groups = 0;

    MSAO_HD std::int64_t rowGroups() const { return (rows + kGroupRows - 1) / kGroupRows; }
    /// Read by one decode step.
    std::size_t bytes() const { return static_cast<std::size_t>(rowGroups() * kGroupRows * (rowBytes + 4 * groups)); }
};

}  // namespace msao::engine
