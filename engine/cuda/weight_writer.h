// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/cuda/device_runtime.h"
#include "engine/cuda/matrix_packing.h"
#include "engine/cuda/model_source.h"

#include <span>
#include <string>

namespace msao::engine {

/// Fills the device's matrices and vectors once their memory is there.
class WeightWriter {
public:
    virtual ~WeightWriter() = default;
    /// Matrices `names` together, rows in the order that `rowSource` gives.
    virtual Status writeMatrix(std::span<const std::string> names, const RowSource& rowSource, WeightType type,
                               const DeviceMatrix& matrix) = 0;
    /// Likewise `count` floats of vectors.
    virtual Status writeVector(std::span<const std::string> names, const RowSource& rowSource, float* values,
                               std::int64_t count) = 0;
};

/// From a source on the host, piece by piece.
class UploadingWriter final : public WeightWriter {
public:
    UploadingWriter(ModelSource& source, DeviceRuntime& runtime) : m_source(source), m_runtime(runtime) {}
    Status writeMatrix(std::span<const std::string> names, const RowSource& rowSource, WeightType type,
                       const DeviceMatrix& matrix) override;
    Status writeVector(std::span<const std::string> names, const RowSource& rowSource, float* values,
                       std::int64_t count) override;

private:
    ModelSource& m_source;
    DeviceRuntime& m_runtime;
};

}  // namespace msao::engine
