// SPDX-License-Identifier: Apache-2.0
// Rows of matrices that are multiplied together stand interleaved on the device, so that the block which computes four
// neighbouring rows holds everything that its epilogue needs: both halves of a rotary pair, or a gate and its up.
#pragma once

#include "engine/cuda/device_language.h"

#include <cstdint>

namespace msao::engine {

/// Rows of weights that one block multiplies at a time.
inline constexpr int kGroupRows = 4;

enum class RowOrder { Plain, RotaryPairs, GateUpPairs };

struct SourceRow {
    std::int32_t matrix = 0;  // which of the matrices that stand together
    std::int64_t row = 0;
    bool operator==(const SourceRow&) const = default;
};

/// Query, key and value heads one after the other; inside a head dimension i is followed by i + headDim / 2.
struct RotaryRows {
    std::int32_t headCount = 0;
    std::int32_t kvHeadCount = 0;
    std::int32_t headDim = 0;

    MSAO_HD std::int64_t rows() const { return std::int64_t{headDim} * (headCount + 2 * kvHeadCount); }
    /// Of pair p: rows 2p and 2p + 1 on the device.
    MSAO_HD std::int32_t headOfPair(std::int64_t pair) const { return static_cast<std::int32_t>(pair / (headDim / 2)); }
    MSAO_HD std::int32_t dimensionOfPair(std::int64_t pair) const {
        return static_cast<std::int32_t>(pair % (headDim / 2));
    }
    SourceRow source(std::int64_t row) const {
        const std::int32_t head = headOfPair(row / 2);
        const std::int64_t dimension = dimensionOfPair(row / 2) + row % 2 * (headDim / 2);
        const std::int32_t matrix = head < headCount ? 0 : head < headCount + kvHeadCount ? 1 : 2;
        const std::int32_t before = matrix == 0 ? 0 : matrix == 1 ? headCount : headCount + kvHeadCount;
        return {matrix, std::int64_t{head - before} * headDim + dimension};
    }
};

/// Two gates, their two ups, the next two gates, ... Of an odd count the last group has one of each to spare.
struct GateUpRows {
    static std::int64_t rows(std::int64_t intermediateSize) { return (intermediateSize + 1) / 2 * 4; }
    static SourceRow source(std::int64_t row) {
        return {static_cast<std::int32_t>(row % 4 / 2), row / 4 * 2 + row % 2};
    }
};

}  // namespace msao::engine
