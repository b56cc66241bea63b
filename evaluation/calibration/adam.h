// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace msao::calibration {

/// Adam with weight decay apart from the gradient, on one list of numbers.
class Adam {
public:
    explicit Adam(std::size_t size) : m_mean(size), m_square(size) {}

    void step(std::vector<float>& values, const std::vector<float>& gradient, double rate, double decay);

private:
    std::vector<double> m_mean;
    std::vector<double> m_square;
    double m_steps = 0;
};

}  // namespace msao::calibration
