// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/feature_rows.h"

#include <span>
#include <vector>

namespace msao::calibration {

/// Mean and spread of each feature, so that training sees all of them at one scale.
class FeatureScale {
public:
    explicit FeatureScale(std::size_t width) : m_sums(width), m_squares(width) {}

    void add(std::span<const float> row);
    /// After the last row.
    void finish();

    std::vector<float> scaled(std::span<const float> row) const;
    std::size_t width() const { return m_mean.size(); }

    /// Weights of scaled features, and their bias, as weights of features as they are.
    void unscale(std::span<float> weights, float& bias) const;

private:
    double m_rows = 0;
    std::vector<double> m_sums;
    std::vector<double> m_squares;
    std::vector<float> m_mean;
    std::vector<float> m_inverse;  // of the spread
};

}  // namespace msao::calibration
