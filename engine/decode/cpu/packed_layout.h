// SPDX-License-Identifier: Apache-2.0
// How int8 and int4 weights lie in memory: one forward stream per 16 output rows.
//
//   for each block of 16 rows
//     for each group of `groupSize` weights along the row (the last may be shorter)
//       16 scales, float32                               one per row: 64 bytes
//       for each run of 4 (int8) or 8 (int4) weights     64 bytes
//
// In a run, byte 4 * r + j belongs to row r. int8: weight j of the run, stored as code + 128. int4: weight j in the low
// half and weight 4 + j in the high half, stored as code + 8. So one vector lane is one output row, no sum ever crosses
// lanes, and four activations broadcast as 32 bits meet the weights of sixteen rows. Missing rows and weights have code
// 0 (stored 128 or 8) and missing rows have scale 0.
#pragma once

#include <cstddef>
#include <cstdint>

namespace msao::engine {

inline constexpr std::int64_t kPackedRows = 16;
inline constexpr std::int64_t kRunBytes = 64;
inline constexpr std::int64_t kScaleBytes = kPackedRows * static_cast<std::int64_t>(sizeof(float));

struct PackedLayout {
    std::int64_t rows = 0;
    std::int64_t cols = 0;
    std::int64_t groupSize = 0;  // a multiple of 8
    int bits = 8;

    std::int64_t runWeights() const { return bits == 8 ? 4 : 8; }
    std::int64_t groups() const { return (cols + groupSize - 1) / groupSize; }
    std::int64_t blocks() const { return (rows + kPackedRows - 1) / kPackedRows; }
    /// Runs in group `g`.
    std::int64_t runs(std::int64_t g) const {
        const std::int64_t left = cols - g * groupSize;
        const std::int64_t weights = left < groupSize ? left : groupSize;
        return (weights + runWeights() - 1) / runWeights();
    }
    std::int64_t groupBytes() const { return kScaleBytes + groupSize / runWeights() * kRunBytes; }  // of a full group
    std::int64_t blockBytes() const {
        return (groups() - 1) * groupBytes() + kScaleBytes + runs(groups() - 1) * kRunBytes;
    }
    std::size_t bytes() const { return static_cast<std::size_t>(blocks() * blockBytes()); }
};

}  // namespace msao::engine
