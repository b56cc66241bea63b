// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/decode/cpu/cpu_kernels.h"
#include "engine/decode/weight_matrix.h"

#include <cstdint>
#include <vector>

namespace msao::engine {

/// Activation rows in the form that one kind of weights is multiplied by: float32, bf16, or int8 with scales.
class Activations {
public:
    /// Rows for products with `weights`, or with others of the same type, width and group size.
    explicit Activations(const WeightMatrix& weights);

    /// Room for `rows` rows; never shrinks.
    void reserve(std::int64_t rows);

    /// Columns in a multiple of this many may be set on their own.
    std::int64_t columnUnit() const;
    /// Columns firstColumn...firstColumn+count-1 of a row. Both are multiples of columnUnit(), but for the row's end.
    void set(const CpuKernels& kernels, std::int64_t row, std::int64_t firstColumn, std::int64_t count, const float* x);

    /// out[m][n - begin] = product of activation row m < rowCount and weight row n in begin...end-1; begin is a
    /// multiple of 16.
    void multiply(const CpuKernels& kernels, const WeightMatrix& weights, std::int64_t rowCount, std::int64_t begin,
                  std::int64_t end, ProductRows out) const;

private:
    WeightType m_type;
    std::int64_t m_cols;
    std::int64_t m_stride;
    std::int64_t m_groupSize;
    std::int64_t m_groups;
    // Only what the type needs has a size.
    std::vector<float> m_floats;
    std::vector<std::uint16_t> m_bf16;
    std::vector<std::int8_t> m_codes;
    std::vector<float> m_scales;
    std::vector<std::int32_t> m_sums;
};

}  // namespace msao::engine
