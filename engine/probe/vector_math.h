// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/feature_rows.h"

#include <cmath>
#include <span>
#include <vector>

namespace msao::engine {

// Sums run in a fixed order and in double, so that a probe repeats.
inline double dot(std::span<const float> a, std::span<const float> b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += static_cast<double>(a[i]) * b[i];
    return sum;
}

/// 0 where one of them has no direction.
inline double cosine(std::span<const float> a, std::span<const float> b) {
    const double lengths = std::sqrt(dot(a, a) * dot(b, b));
    return lengths > 0 ? dot(a, b) / lengths : 0;
}

inline double sigmoid(double x) {
    return 1 / (1 + std::exp(-x));
}

/// The mean of all rows; empty for none.
inline std::vector<float> meanRow(FeatureView features) {
    if (features.isEmpty()) return {};
    std::vector<double> sums(static_cast<std::size_t>(features.width));
    for (std::int64_t r = 0; r < features.rows; ++r) {
        const std::span<const float> row = features.row(r);
        for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += row[i];
    }
    std::vector<float> mean;
    mean.reserve(sums.size());
    for (const double sum : sums) mean.push_back(static_cast<float>(sum / static_cast<double>(features.rows)));
    return mean;
}

}  // namespace msao::engine
