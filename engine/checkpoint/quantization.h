// SPDX-License-Identifier: Apache-2.0
// Weight-only quantisation, symmetric, one float32 scale a group of weights along a row.
#pragma once

#include "msao/engine/checkpoint.h"
#include "msao/engine/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace msao::engine {

/// Weights that share a scale unless the user asks otherwise; int4 needs finer groups for the same quality.
inline constexpr int kInt8GroupSize = 128;
inline constexpr int kInt4GroupSize = 64;
constexpr int defaultGroupSize(int bits) {
    return bits == 4 ? kInt4GroupSize : kInt8GroupSize;
}

/// The largest code is this much above zero, which itself is stored as the bias: value = (code - bias) * scale.
inline constexpr int kInt8Bias = 128;  // codes 1...255
inline constexpr int kInt4Bias = 8;    // codes 0...15

/// Bytes of one row of codes: int8 one a weight; int4 two a byte, the even column in the low nibble.
constexpr std::int64_t codeBytesPerRow(const QuantizationConfig& config, std::int64_t cols) {
    return config.bits == 4 ? cols / 2 + cols % 2 : cols;
}
/// The last group of a row may be short.
constexpr std::int64_t groupsPerRow(const QuantizationConfig& config, std::int64_t cols) {
    return cols / config.groupSize + (cols % config.groupSize != 0 ? 1 : 0);
}

/// A quantised matrix in memory of its own.
struct QuantizedRows {
    QuantizationConfig config;
    std::int64_t rows = 0;
    std::int64_t cols = 0;
    std::vector<std::uint8_t> codes;  // [rows, codeBytesPerRow]
    std::vector<float> scales;        // [rows, groupsPerRow]
};

/// The same as views, into a QuantizedRows or into a mapped checkpoint.
struct QuantizedView {
    QuantizationConfig config;
    std::int64_t rows = 0;
    std::int64_t cols = 0;
    std::span<const std::uint8_t> codes;
    std::span<const float> scales;
};
QuantizedView viewOf(const QuantizedRows& rows);

/// Room for `rows` x `cols`, all codes and scales zero.
QuantizedRows makeQuantizedRows(const QuantizationConfig& config, std::int64_t rows, std::int64_t cols);

/// bits 8 or 4, groupSize even and 2...65536; the Error says what was found.
Status checkQuantizationConfig(const QuantizationConfig& config);

/// Quantises rows firstRow...firstRow+count-1 of `weights` into `out`, which has its full size already. Rows do not
/// depend on each other: callers give disjoint ranges to their threads. `weights` is [rows, cols], row-major; the
/// overload takes bfloat16 bit patterns. Values must be finite.
void quantizeRows(std::span<const float> weights, std::int64_t firstRow, std::int64_t count, QuantizedRows& out);
void quantizeRows(std::span<const std::uint16_t> bf16Weights, std::int64_t firstRow, std::int64_t count,
                  QuantizedRows& out);

/// Float values of rows firstRow...firstRow+count-1 into out [count, cols].
void dequantizeRows(const QuantizedView& matrix, std::int64_t firstRow, std::int64_t count, std::span<float> out);

/// How a checkpoint written by `msao models quantize` names the two halves of a matrix ("….q_proj.weight.codes").
std::string codesName(std::string_view canonicalName);
std::string scalesName(std::string_view canonicalName);

/// The stored codes and scales of one matrix of a quantised checkpoint; an Error if it is not stored so.
Result<QuantizedView> quantizedMatrix(const Checkpoint& checkpoint, std::string_view canonicalName);

}  // namespace msao::engine
