// SPDX-License-Identifier: Apache-2.0
#include "engine/decode/cpu/packing.h"

#include "engine/base/bfloat16.h"

#include <algorithm>
#include <cstring>

namespace msao::engine {

namespace {

/// The code of column k in one row of a quantised matrix; beyond the last column the code of zero.
std::uint8_t codeAt(const std::uint8_t* row, int bits, std::int64_t cols, std::int64_t k) {
    if (bits == 8) return k < cols ? row[k] : std::uint8_t{kInt8Bias};
    if (k >= cols) return kInt4Bias;
    return k % 2 == 0 ? row[k / 2] & 15 : row[k / 2] >> 4;
}

void packRun(const std::uint8_t* row, const PackedLayout& layout, std::int64_t k, std::byte* four) {
    for (int j = 0; j < 4; ++j) {
        int stored = codeAt(row, layout.bits, layout.cols, k + j);
        if (layout.bits == 4) stored |= codeAt(row, 4, layout.cols, k + 4 + j) << 4;
        four[j] = static_cast<std::byte>(stored);
    }
}

float valueAt(const std::byte* run, const PackedLayout& layout, std::int64_t r, std::int64_t k, float scale) {
    const int stored = std::to_integer<int>(run[4 * r + k % 4]);
    if (layout.bits == 8) return static_cast<float>(stored - kInt8Bias) * scale;
    const int code = k % 8 < 4 ? stored & 15 : stored >> 4;
    return static_cast<float>(code - kInt4Bias) * scale;
}

}  // namespace

void packBlock(const QuantizedView& matrix, std::int64_t firstRow, const PackedLayout& layout, std::byte* block) {
    const std::int64_t rows = std::min(kPackedRows, matrix.rows - firstRow);
    const std::int64_t rowBytes = codeBytesPerRow(matrix.config, matrix.cols);
    const int zero = layout.bits == 8 ? kInt8Bias : kInt4Bias * 17;
    for (std::int64_t g = 0; g < layout.groups(); ++g) {
        float scales[kPackedRows] = {};
        for (std::int64_t r = 0; r < rows; ++r) {
            scales[r] = matrix.scales[static_cast<std::size_t>((firstRow + r) * layout.groups() + g)];
        }
        std::memcpy(block, scales, sizeof scales);
        block += kScaleBytes;
        for (std::int64_t run = 0; run < layout.runs(g); ++run, block += kRunBytes) {
            std::memset(block, zero, kRunBytes);
            const std::int64_t k = g * layout.groupSize + run * layout.runWeights();
            for (std::int64_t r = 0; r < rows; ++r) {
                packRun(matrix.codes.data() + (firstRow + r) * rowBytes, layout, k, block + 4 * r);
            }
        }
    }
}

void unpackToBf16(const std::byte* packed, const PackedLayout& layout, std::int64_t firstRow, std::int64_t count,
                  std::span<std::uint16_t> out) {
    for (std::int64_t n = 0; n < count; ++n) {
        const std::int64_t r = (firstRow + n) % kPackedRows;
        const std::byte* group = packed + (firstRow + n) / kPackedRows * layout.blockBytes();
        std::uint16_t* row = out.data() + n * layout.cols;
        for (std::int64_t begin = 0; begin < layout.cols; begin += layout.groupSize) {
            float scale = 0;
            std::memcpy(&scale, group + r * sizeof scale, sizeof scale);
            const std::int64_t weights = std::min(layout.groupSize, layout.cols - begin);
            for (std::int64_t k = 0; k < weights; ++k) {
                const std::byte* run = group + kScaleBytes + k / layout.runWeights() * kRunBytes;
                row[begin + k] = floatToBfloat16(valueAt(run, layout, r, k, scale));
            }
            group += layout.groupBytes();
        }
    }
}

}  // namespace msao::engine
