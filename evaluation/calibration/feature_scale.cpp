// SPDX-License-Identifier: Apache-2.0
#include "evaluation/calibration/feature_scale.h"

#include <algorithm>
#include <cmath>

namespace msao::calibration {

namespace {

constexpr double kLeastSpread = 1e-6;  // a feature that never changes says nothing, whatever it is divided by

}  // namespace

void FeatureScale::add(std::span<const float> row) {
    ++m_rows;
    for (std::size_t i = 0; i < m_sums.size(); ++i) {
        m_sums[i] += row[i];
        m_squares[i] += static_cast<double>(row[i]) * row[i];
    }
}

void FeatureScale::finish() {
    for (std::size_t i = 0; i < m_sums.size(); ++i) {
        const double mean = m_sums[i] / std::max(m_rows, 1.0);
        const double variance = m_squares[i] / std::max(m_rows, 1.0) - mean * mean;
        m_mean.push_back(static_cast<float>(mean));
        m_inverse.push_back(static_cast<float>(1 / std::max(std::sqrt(std::max(variance, 0.0)), kLeastSpread)));
    }
}

std::vector<float> FeatureScale::scaled(std::span<const float> row) const {
    std::vector<float> values;
    values.reserve(row.size());
    for (std::size_t i = 0; i < row.size(); ++i) values.push_back((row[i] - m_mean[i]) * m_inverse[i]);
    return values;
}

void FeatureScale::unscale(std::span<float> weights, float& bias) const {
    double shift = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        weights[i] *= m_inverse[i];
        shift += static_cast<double>(weights[i]) * m_mean[i];
    }
    bias -= static_cast<float>(shift);
}

}  // namespace msao::calibration
