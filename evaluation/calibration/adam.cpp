// SPDX-License-Identifier: Apache-2.0
#include "evaluation/calibration/adam.h"

#include <cmath>

namespace msao::calibration {

void Adam::step(std::vector<float>& values, const std::vector<float>& gradient, double rate, double decay) {
    constexpr double kMean = 0.9, kSquare = 0.99, kEpsilon = 1e-8;
    ++m_steps;
    const double meanShare = 1 - std::pow(kMean, m_steps), squareShare = 1 - std::pow(kSquare, m_steps);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double g = gradient[i];
        m_mean[i] = kMean * m_mean[i] + (1 - kMean) * g;
        m_square[i] = kSquare * m_square[i] + (1 - kSquare) * g * g;
        const double move = m_mean[i] / meanShare / (std::sqrt(m_square[i] / squareShare) + kEpsilon);
        values[i] -= static_cast<float>(rate * (move + decay * values[i]));
    }
}

}  // namespace msao::calibration
