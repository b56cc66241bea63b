// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace msao::calibration {

/// Predictions of 0 to 1 against labels, in tenths of the predictions.
class CalibrationBins {
public:
    void add(float predicted, float label) {
        const auto last = m_bins.size() - 1;
        Bin& bin = m_bins[std::min(last, static_cast<std::size_t>(predicted * static_cast<float>(m_bins.size())))];
        bin.predicted += predicted;
        bin.label += label;
        ++m_count;
    }

    /// How far predictions lie from labels where they are alike, expected; 1 where nothing was added.
    double expectedError() const {
        double error = 0;
        for (const Bin& bin : m_bins) error += std::abs(bin.predicted - bin.label);
        return m_count > 0 ? std::min(1.0, error / m_count) : 1;
    }

private:
    struct Bin {
        double predicted = 0;
        double label = 0;
    };
    std::array<Bin, 10> m_bins;
    double m_count = 0;
};

}  // namespace msao::calibration
