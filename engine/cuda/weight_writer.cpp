// SPDX-License-Identifier: Apache-2.0
#include "engine/cuda/weight_writer.h"

#include <algorithm>
#include <string>
#include <vector>

namespace msao::engine {
namespace {

constexpr std::int64_t kPieceBytes = std::int64_t{32} << 20;

Status checkSource(const HostMatrix& source, const std::string& name, const DeviceMatrix& matrix) {
    if (source.cols == matrix.cols && source.groups() == matrix.groups && source.rowBytes() <= matrix.rowBytes)
        return Done{};
    return Error{ErrorCode::ShapeMismatch, "tensor `" + name + "`: expected " + std::to_string(matrix.cols) +
                                               " columns in " + std::to_string(matrix.groups) + " groups, found " +
                                               std::to_string(source.cols) + " in " + std::to_string(source.groups())};
}

}  // namespace

Status UploadingWriter::writeMatrix(std::span<const std::string> names, const RowSource& rowSource, WeightType type,
                                    const DeviceMatrix& matrix) {
    std::vector<HostMatrix> sources;
    for (const std::string& name : names) {
        MSAO_TRY(HostMatrix source, m_source.matrix(name, type));
        MSAO_CHECK(checkSource(source, name, matrix));
        sources.push_back(std::move(source));
    }
    const std::int64_t pieceRows = std::clamp<std::int64_t>(kPieceBytes / matrix.rowBytes, 1, matrix.rows);
    std::vector<std::byte> values;
    std::vector<float> scales;
    for (std::int64_t row = 0; row < matrix.rows; row += pieceRows) {
        const std::int64_t count = std::min(pieceRows, matrix.rows - row);
        values.assign(static_cast<std::size_t>(count * matrix.rowBytes), std::byte{});
        scales.assign(static_cast<std::size_t>(count * matrix.groups), 0.0f);
        packRows(sources, rowSource, matrix, row, count, values, scales);
        MSAO_CHECK(m_runtime.copyIn(matrix.values + row * matrix.rowBytes, values.data(), values.size()));
        if (scales.empty()) continue;
        MSAO_CHECK(m_runtime.copyIn(matrix.scales + row * matrix.groups, scales.data(), scales.size() * sizeof(float)));
    }
    return Done{};
}

Status UploadingWriter::writeVector(std::span<const std::string> names, const RowSource& rowSource, float* values,
                                    std::int64_t count) {
    std::vector<std::vector<float>> sources;
    for (const std::string& name : names) {
        MSAO_TRY(std::vector<float> source, m_source.vector(name));
        sources.push_back(std::move(source));
    }
    std::vector<float> ordered;
    for (std::int64_t i = 0; i < count; ++i) {
        const SourceRow from = rowSource(i);
        const std::vector<float>& source = sources[static_cast<std::size_t>(from.matrix)];
        if (from.row >= static_cast<std::int64_t>(source.size())) {
            return Error{ErrorCode::ShapeMismatch, "tensor `" + names[static_cast<std::size_t>(from.matrix)] +
                                                       "`: shorter than config.json implies"};
        }
        ordered.push_back(source[static_cast<std::size_t>(from.row)]);
    }
    return m_runtime.copyIn(values, ordered.data(), ordered.size() * sizeof(float));
}

}  // namespace msao::engine
