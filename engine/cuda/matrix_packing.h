// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/cuda/device_matrix.h"
#include "engine/cuda/model_source.h"
#include "engine/cuda/row_order.h"
#include "msao/engine/result.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>

namespace msao::engine {

/// The device form of a matrix, without memory yet. Quantised groups must be whole 16-byte units.
Result<DeviceMatrix> deviceMatrixShape(WeightType type, std::int64_t rows, std::int64_t cols, int groupSize);

/// Where each row of a device matrix comes from; rows without a source are padding.
using RowSource = std::function<SourceRow(std::int64_t row)>;
inline SourceRow sameRow(std::int64_t row) {
    return {0, row};
}

/// Rows firstRow...firstRow+count-1 of the device matrix as they shall lie there: `values` [count, rowBytes], `scales`
/// [count, groups], both zeroed. Rows behind the sources' ends stay zero.
void packRows(std::span<const HostMatrix> sources, const RowSource& rowSource, const DeviceMatrix& shape,
              std::int64_t firstRow, std::int64_t count, std::span<std::byte> values, std::span<float> scales);

}  // namespace msao::engine
