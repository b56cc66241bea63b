// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/quantization.h"

#include "engine/base/bfloat16.h"
#include "engine/checkpoint/expected_tensors.h"
#include "engine/checkpoint/quantize_group.h"

#include <algorithm>

namespace msao::engine {
namespace {

float quantizeGroup(const QuantizationConfig& config, std::span<const float> padded, std::size_t size,
                    std::uint8_t* codes) {
    return config.bits == 4 ? quantizeGroupInt4(padded, size, codes) : quantizeGroupInt8(padded, size, codes);
}

template <typename Weight, typename Load>
void quantizeRange(std::span<const Weight> weights, std::int64_t firstRow, std::int64_t count, QuantizedRows& out,
                   Load load) {
    const std::int64_t groupSize = out.config.groupSize;
    const std::int64_t groups = groupsPerRow(out.config, out.cols);
    const std::int64_t rowBytes = codeBytesPerRow(out.config, out.cols);
    std::vector<float> values(paddedGroup(static_cast<std::size_t>(groupSize)));
    for (std::int64_t row = firstRow; row < firstRow + count; ++row) {
        for (std::int64_t group = 0; group < groups; ++group) {
            const std::int64_t begin = group * groupSize;
            const auto size = static_cast<std::size_t>(std::min(groupSize, out.cols - begin));
            const Weight* source = weights.data() + row * out.cols + begin;
            for (std::size_t i = 0; i < size; ++i) values[i] = load(source[i]);
            std::fill(values.begin() + static_cast<std::ptrdiff_t>(size), values.end(), 0.0f);
            std::uint8_t* codes = out.codes.data() + row * rowBytes + (out.config.bits == 4 ? begin / 2 : begin);
            out.scales[static_cast<std::size_t>(row * groups + group)] =
                quantizeGroup(out.config, std::span(values).first(paddedGroup(size)), size, codes);
        }
    }
}

int biasOf(const QuantizationConfig& config) {
    return config.bits == 4 ? kInt4Bias : kInt8Bias;
}

int codeAt(const QuantizedView& matrix, const std::uint8_t* row, std::int64_t col) {
    if (matrix.config.bits == 8) return row[col];
    return col % 2 == 0 ? row[col / 2] & 0x0F : row[col / 2] >> 4;
}

}  // namespace

QuantizedView viewOf(const QuantizedRows& rows) {
    return {rows.config, rows.rows, rows.cols, rows.codes, rows.scales};
}

QuantizedRows makeQuantizedRows(const QuantizationConfig& config, std::int64_t rows, std::int64_t cols) {
    QuantizedRows out{.config = config, .rows = rows, .cols = cols, .codes = {}, .scales = {}};
    out.codes.resize(static_cast<std::size_t>(rows * codeBytesPerRow(config, cols)));
    out.scales.resize(static_cast<std::size_t>(rows * groupsPerRow(config, cols)));
    return out;
}

Status checkQuantizationConfig(const QuantizationConfig& config) {
    if (config.bits != 4 && config.bits != 8) {
        return Error{ErrorCode::InvalidArgument, "expected 4 or 8 bits, found " + std::to_string(config.bits)};
    }
    if (config.groupSize < 2 || config.groupSize > (1 << 16) || config.groupSize % 2 != 0) {
        return Error{ErrorCode::InvalidArgument,
                     "expected an even group size from 2 to 65536, found " + std::to_string(config.groupSize)};
    }
    return Done{};
}

void quantizeRows(std::span<const float> weights, std::int64_t firstRow, std::int64_t count, QuantizedRows& out) {
    quantizeRange(weights, firstRow, count, out, [](float weight) { return weight; });
}

void quantizeRows(std::span<const std::uint16_t> bf16Weights, std::int64_t firstRow, std::int64_t count,
                  QuantizedRows& out) {
    quantizeRange(bf16Weights, firstRow, count, out, [](std::uint16_t weight) { return bfloat16ToFloat(weight); });
}

void dequantizeRows(const QuantizedView& matrix, std::int64_t firstRow, std::int64_t count, std::span<float> out) {
    const std::int64_t groups = groupsPerRow(matrix.config, matrix.cols);
    const std::int64_t rowBytes = codeBytesPerRow(matrix.config, matrix.cols);
    const int bias = biasOf(matrix.config);
    for (std::int64_t i = 0; i < count; ++i) {
        const std::int64_t row = firstRow + i;
        const std::uint8_t* codes = matrix.codes.data() + row * rowBytes;
        const float* scales = matrix.scales.data() + row * groups;
        float* values = out.data() + i * matrix.cols;
        for (std::int64_t col = 0; col < matrix.cols; ++col) {
            values[col] = static_cast<float>(codeAt(matrix, codes, col) - bias) * scales[col / matrix.config.groupSize];
        }
    }
}

std::string codesName(std::string_view canonicalName) {
    return std::string(canonicalName) + ".codes";
}
std::string scalesName(std::string_view canonicalName) {
    return std::string(canonicalName) + ".scales";
}

Result<QuantizedView> quantizedMatrix(const Checkpoint& checkpoint, std::string_view canonicalName) {
    const TensorView* codes = checkpoint.find(codesName(canonicalName));
    const TensorView* scales = checkpoint.find(scalesName(canonicalName));
    if (!checkpoint.quantization() || !codes || !scales) {
        return Error{ErrorCode::InvalidArgument, checkpoint.folder().string() + ": tensor `" +
                                                     std::string(canonicalName) + "`: not stored quantised"};
    }
    const QuantizationConfig config = *checkpoint.quantization();
    // The number of columns follows from the model, not from the codes, which may end in half a byte.
    MSAO_TRY(const std::int64_t cols, languageMatrixCols(checkpoint.config(), canonicalName));
    return QuantizedView{config,
                         codes->shape[0],
                         cols,
                         {reinterpret_cast<const std::uint8_t*>(codes->bytes.data()), codes->bytes.size()},
                         {reinterpret_cast<const float*>(scales->bytes.data()), scales->bytes.size() / sizeof(float)}};
}

}  // namespace msao::engine
