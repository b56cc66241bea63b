// SPDX-License-Identifier: Apache-2.0
// Where a column of an activation row lies, so that a warp that reads 16 bytes of weights a lane finds the matching
// activations in whole, unbroken vectors too.
#pragma once

#include "engine/cuda/number_formats.h"

#include <cstdint>

namespace msao::engine {

inline constexpr int kWarpLanes = 32;

/// A lane owns `unit` neighbouring columns, in `unit / vectorColumns` vectors; vector v of all lanes lies together.
struct ActivationLayout {
    std::int32_t unit = 8;
    std::int32_t vectorColumns = 8;

    MSAO_HD std::int64_t blockColumns() const { return std::int64_t{kWarpLanes} * unit; }
    MSAO_HD std::int64_t position(std::int64_t column) const {
        const std::int64_t inBlock = column % blockColumns();
        const std::int64_t lane = inBlock / unit;
        const std::int64_t inUnit = inBlock % unit;
        const std::int64_t vector = inUnit / vectorColumns;
        return column - inBlock + (vector * kWarpLanes + lane) * vectorColumns + inUnit % vectorColumns;
    }
    /// Elements of a row, whole blocks; what lies behind the last column is zero.
    std::int64_t stride(std::int64_t columns) const {
        return (columns + blockColumns() - 1) / blockColumns() * blockColumns();
    }
};

template <typename Format>
MSAO_HD constexpr ActivationLayout activationLayoutOf() {
    return {Format::kUnit, Format::Activations::kVectorColumns};
}

}  // namespace msao::engine
