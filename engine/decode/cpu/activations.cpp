// SPDX-License-Identifier: Apache-2.0
#include "engine/decode/cpu/activations.h"

#include <algorithm>
#include <cassert>

namespace msao::engine {

namespace {

template <typename T>
void grow(std::vector<T>& values, std::int64_t size) {
    if (values.size() < static_cast<std::size_t>(size)) values.resize(static_cast<std::size_t>(size));
}

}  // namespace

Activations::Activations(const WeightMatrix& weights)
    : m_type(weights.type()),
      m_cols(weights.cols()),
      m_stride((weights.cols() + kActivationPadding - 1) / kActivationPadding * kActivationPadding),
      m_groupSize(weights.layout().groupSize),
      m_groups(m_groupSize == 0 ? 0 : weights.layout().groups()) {}

void Activations::reserve(std::int64_t rows) {
    switch (m_type) {
        case WeightType::F32:
            grow(m_floats, rows * m_stride);
            return;
        case WeightType::BF16:
            grow(m_bf16, rows * m_stride);
            return;
        case WeightType::Int8:
        case WeightType::Int4:
            grow(m_codes, rows * m_stride);
            grow(m_scales, rows * m_groups);
            grow(m_sums, rows * m_groups);
            return;
    }
}

std::int64_t Activations::columnUnit() const {
    return m_groupSize == 0 ? 1 : m_groupSize;
}

void Activations::set(const CpuKernels& kernels, std::int64_t row, std::int64_t firstColumn, std::int64_t count,
                      const float* x) {
    const std::int64_t offset = row * m_stride + firstColumn;
    switch (m_type) {
        case WeightType::F32:
            std::copy_n(x, count, m_floats.data() + offset);
            return;
        case WeightType::BF16:
            kernels.roundToBf16(x, count, m_bf16.data() + offset);
            return;
        case WeightType::Int8:
        case WeightType::Int4:
            assert(firstColumn % m_groupSize == 0);
            for (std::int64_t k = 0; k < count; k += m_groupSize) {
                const std::int64_t group = row * m_groups + (firstColumn + k) / m_groupSize;
                kernels.quantiseGroup(x + k, std::min(m_groupSize, count - k), m_codes.data() + offset + k,
                                      m_scales.data() + group, m_sums.data() + group);
            }
            return;
    }
}

void Activations::multiply(const CpuKernels& kernels, const WeightMatrix& weights, std::int64_t rowCount,
                           std::int64_t begin, std::int64_t end, ProductRows out) const {
    assert(weights.type() == m_type && weights.cols() == m_cols && weights.layout().groupSize == m_groupSize);
    const QuantisedRows quantised{m_codes.data(), m_scales.data(), m_sums.data(), m_stride, m_groups, rowCount};
    switch (m_type) {
        case WeightType::F32:
            kernels.multiplyF32(static_cast<const float*>(weights.plainData()) + begin * m_cols, end - begin, m_cols,
                                {m_floats.data(), m_stride, rowCount}, out);
            return;
        case WeightType::BF16:
            kernels.multiplyBf16(static_cast<const std::uint16_t*>(weights.plainData()) + begin * m_cols, end - begin,
                                 m_cols, {m_bf16.data(), m_stride, rowCount}, out);
            return;
        case WeightType::Int8:
            kernels.multiplyInt8(weights.packedData(), weights.layout(), begin, end - begin, quantised, out);
            return;
        case WeightType::Int4:
            kernels.multiplyInt4(weights.packedData(), weights.layout(), begin, end - begin, quantised, out);
            return;
    }
}

}  // namespace msao::engine
