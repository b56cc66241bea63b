// SPDX-License-Identifier: Apache-2.0
// The head of Eq. 6 while it is trained: one list of numbers, with forward and backward over one question.
#pragma once

#include "evaluation/calibration/head_examples.h"

#include "msao/engine/probe_heads.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace msao::calibration {

class ModalParameters {
public:
    static constexpr std::size_t kHidden = engine::kTrainedUnits;

    /// `width`: of p and of z_m each.
    ModalParameters(std::size_t width, std::uint64_t seed);

    std::vector<float>& values() { return m_values; }
    const std::vector<float>& values() const { return m_values; }

    /// alpha of each part; 0 where nobody knows its features, as the probe has it.
    std::vector<double> alphas(const ModalExample& example) const;
    /// Adds the gradient of the cross entropy between beta and the parts' shares; returns that loss.
    double learn(const ModalExample& example, std::vector<float>& gradient) const;

    engine::ModalHead head() const;

private:
    using Hidden = std::array<float, kHidden>;
    Hidden hidden(const std::vector<float>& prompt, const std::vector<float>& features) const;
    double alpha(const Hidden& hidden) const;
    void learnPart(const std::vector<float>& prompt, const std::vector<float>& features, float slope,
                   std::vector<float>& gradient) const;

    // Parts of the list: first layer [hidden, 2 width], its bias, second layer, its bias.
    std::size_t firstBiasAt() const { return 2 * m_width * kHidden; }
    std::size_t secondAt() const { return firstBiasAt() + kHidden; }
    std::size_t secondBiasAt() const { return secondAt() + kHidden; }
    std::size_t size() const { return secondBiasAt() + 1; }

    std::size_t m_width;
    std::vector<float> m_values;
};

/// Eq. 6: softmax of alpha over temperature.
std::vector<double> softmax(std::span<const double> alphas, double temperature = 1);

/// Of beta against the shares of a question's parts.
double crossEntropy(std::span<const double> beta, const ModalExample& example);

}  // namespace msao::calibration
