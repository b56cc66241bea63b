// SPDX-License-Identifier: Apache-2.0
#include "engine/decode/cpu/packing.h"

#include "engine/base/bfloat16.h"

#include <algorithm>
#include <bit>
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

/// One bf16 value for each byte of a run. Values are finite, so rounding needs no care for NaN and the loop vectorises.
void widenRun(const std::uint8_t (&codes)[kRunBytes], int bias, const float (&scales)[kRunBytes],
              std::uint16_t (&out)[kRunBytes]) {
    for (std::int64_t i = 0; i < kRunBytes; ++i) {
        const auto bits =
            std::bit_cast<std::uint32_t>(static_cast<float>(static_cast<int>(codes[i]) - bias) * scales[i]);
        out[i] = static_cast<std::uint16_t>((bits + 0x7FFFu + ((bits >> 16) & 1u)) >> 16);
    }
}

/// Rows of one block, read once from front to back as it lies in memory.
class BlockUnpacker {
public:
    BlockUnpacker(const PackedLayout& layout, std::int64_t firstRow, std::int64_t rows, std::uint16_t* out)
        : m_layout(layout), m_firstRow(firstRow), m_rows(rows), m_out(out) {}

    void unpack(const std::byte* block) {
        for (std::int64_t g = 0; g < m_layout.groups(); ++g) {
            readScales(block);
            block += kScaleBytes;
            for (std::int64_t run = 0; run < m_layout.runs(g); ++run, block += kRunBytes) {
                unpackRun(block, g * m_layout.groupSize + run * m_layout.runWeights());
            }
        }
    }

private:
    void readScales(const std::byte* group) {
        for (std::int64_t i = 0; i < kRunBytes; ++i) std::memcpy(&m_scales[i], group + i / 4 * 4, sizeof(float));
    }

    void unpackRun(const std::byte* run, std::int64_t column) {
        std::uint8_t stored[kRunBytes];
        std::memcpy(stored, run, sizeof stored);
        if (m_layout.bits == 8) return emit(stored, kInt8Bias, column);
        std::uint8_t high[kRunBytes];
        for (std::int64_t i = 0; i < kRunBytes; ++i) {
            high[i] = stored[i] >> 4;
            stored[i] &= 15;
        }
        emit(stored, kInt4Bias, column);
        emit(high, kInt4Bias, column + 4);
    }

    void emit(const std::uint8_t (&codes)[kRunBytes], int bias, std::int64_t column) {
        std::uint16_t values[kRunBytes];
        widenRun(codes, bias, m_scales, values);
        const std::int64_t count = std::clamp<std::int64_t>(m_layout.cols - column, 0, 4);
        for (std::int64_t r = 0; r < m_rows; ++r) {
            std::memcpy(m_out + r * m_layout.cols + column, values + 4 * (m_firstRow + r),
                        static_cast<std::size_t>(count) * sizeof(std::uint16_t));
        }
    }

    const PackedLayout& m_layout;
    std::int64_t m_firstRow;  // within the block
    std::int64_t m_rows;
    std::uint16_t* m_out;
    float m_scales[kRunBytes] = {};  // of the group, one a byte of a run
};

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
    for (std::int64_t row = firstRow; row < firstRow + count;) {
        const std::int64_t first = row % kPackedRows;
        const std::int64_t rows = std::min(kPackedRows - first, firstRow + count - row);
        std::uint16_t* target = out.data() + (row - firstRow) * layout.cols;
        BlockUnpacker(layout, first, rows, target).unpack(packed + row / kPackedRows * layout.blockBytes());
        row += rows;
    }
}

}  // namespace msao::engine
