// SPDX-License-Identifier: Apache-2.0
#include "engine/cuda/matrix_packing.h"

#include "engine/checkpoint/quantization.h"
#include "engine/cuda/weight_types.h"

#include <cstring>
#include <string>

namespace msao::engine {

static_assert(kByteBias == kInt8Bias && kNibbleBias == kInt4Bias);

Result<DeviceMatrix> deviceMatrixShape(WeightType type, std::int64_t rows, std::int64_t cols, int groupSize) {
    const int unit = activationLayout(type).unit;
    DeviceMatrix shape;
    shape.rows = rows;
    shape.cols = cols;
    shape.rowBytes = (cols + unit - 1) / unit * 16;
    if (type == WeightType::F32 || type == WeightType::BF16) return shape;
    if (groupSize <= 0 || groupSize % unit != 0) {
        return Error{ErrorCode::UnsupportedModel, "the CUDA kernels need quantisation groups of a multiple of " +
                                                      std::to_string(unit) + " columns, found " +
                                                      std::to_string(groupSize)};
    }
    shape.unitsPerGroup = groupSize / unit;
    shape.groups = static_cast<std::int32_t>((cols + groupSize - 1) / groupSize);
    return shape;
}

void packRows(std::span<const HostMatrix> sources, const RowSource& rowSource, const DeviceMatrix& shape,
              std::int64_t firstRow, std::int64_t count, std::span<std::byte> values, std::span<float> scales) {
    for (std::int64_t i = 0; i < count; ++i) {
        if (firstRow + i >= shape.rows) return;
        const SourceRow from = rowSource(firstRow + i);
        const HostMatrix& source = sources[static_cast<std::size_t>(from.matrix)];
        if (from.row >= source.rows) continue;
        const std::byte* row = source.values.data() + from.row * source.rowBytes();
        std::memcpy(values.data() + i * shape.rowBytes, row, static_cast<std::size_t>(source.rowBytes()));
        if (shape.groups == 0) continue;
        const float* rowScales = source.scales.data() + from.row * source.groups();
        std::memcpy(scales.data() + i * shape.groups, rowScales,
                    static_cast<std::size_t>(shape.groups) * sizeof(float));
    }
}

}  // namespace msao::engine
