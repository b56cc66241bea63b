// SPDX-License-Identifier: Apache-2.0
#include "evaluation/calibration/modal_parameters.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace msao::calibration {

ModalParameters::ModalParameters(std::size_t width, std::uint64_t seed) : m_width(width), m_values(size()) {
    // Hidden units see something from the start; what they are worth is learnt from nothing: all modalities alike.
    std::mt19937_64 random(seed);
    std::normal_distribution<float> noise;
    const float spread = 1 / std::sqrt(2 * static_cast<float>(width));
    for (std::size_t i = 0; i < firstBiasAt(); ++i) m_values[i] = spread * noise(random);
}

ModalParameters::Hidden ModalParameters::hidden(const std::vector<float>& prompt,
                                                const std::vector<float>& features) const {
    Hidden hidden{};
    for (std::size_t h = 0; h < kHidden; ++h) {
        const float* row = m_values.data() + h * 2 * m_width;
        float sum = m_values[firstBiasAt() + h];
        for (std::size_t i = 0; i < m_width; ++i) sum += row[i] * prompt[i] + row[m_width + i] * features[i];
        hidden[h] = std::max(sum, 0.0F);
    }
    return hidden;
}

double ModalParameters::alpha(const Hidden& hidden) const {
    double alpha = m_values[secondBiasAt()];
    for (std::size_t h = 0; h < kHidden; ++h) alpha += static_cast<double>(m_values[secondAt() + h]) * hidden[h];
    return alpha;
}

std::vector<double> ModalParameters::alphas(const ModalExample& example) const {
    std::vector<double> alphas;
    for (const ModalPart& part : example.parts)
        alphas.push_back(part.features.empty() ? 0 : alpha(hidden(example.prompt, part.features)));
    return alphas;
}

double ModalParameters::learn(const ModalExample& example, std::vector<float>& gradient) const {
    const std::vector<double> beta = softmax(alphas(example));
    for (std::size_t p = 0; p < example.parts.size(); ++p) {
        const ModalPart& part = example.parts[p];
        if (!part.features.empty())
            learnPart(example.prompt, part.features, static_cast<float>(beta[p] - part.share), gradient);
    }
    return crossEntropy(beta, example);
}

/// `slope`: of the loss over this part's alpha.
void ModalParameters::learnPart(const std::vector<float>& prompt, const std::vector<float>& features, float slope,
                                std::vector<float>& gradient) const {
    const Hidden seen = hidden(prompt, features);
    gradient[secondBiasAt()] += slope;
    for (std::size_t h = 0; h < kHidden; ++h) {
        if (seen[h] <= 0) continue;
        gradient[secondAt() + h] += slope * seen[h];
        const float inner = slope * m_values[secondAt() + h];
        gradient[firstBiasAt() + h] += inner;
        float* row = gradient.data() + h * 2 * m_width;
        for (std::size_t i = 0; i < m_width; ++i) {
            row[i] += inner * prompt[i];
            row[m_width + i] += inner * features[i];
        }
    }
}

engine::ModalHead ModalParameters::head() const {
    const auto part = [this](std::size_t begin, std::size_t end) {
        return std::vector<float>(m_values.begin() + static_cast<std::ptrdiff_t>(begin),
                                  m_values.begin() + static_cast<std::ptrdiff_t>(end));
    };
    engine::ModalHead head;
    head.inputWidth = static_cast<std::int32_t>(m_width);
    head.hiddenWidth = static_cast<std::int32_t>(kHidden);
    head.first = part(0, firstBiasAt());
    head.firstBias = part(firstBiasAt(), secondAt());
    head.second = part(secondAt(), secondBiasAt());
    head.secondBias = m_values[secondBiasAt()];
    return head;
}

std::vector<double> softmax(std::span<const double> alphas, double temperature) {
    const double most = std::ranges::max(alphas);
    double sum = 0;
    std::vector<double> beta;
    for (const double alpha : alphas) sum += beta.emplace_back(std::exp((alpha - most) / temperature));
    for (double& share : beta) share /= sum;
    return beta;
}

double crossEntropy(std::span<const double> beta, const ModalExample& example) {
    constexpr double kLeast = 1e-9;
    double loss = 0;
    for (std::size_t p = 0; p < beta.size(); ++p) loss -= example.parts[p].share * std::log(std::max(beta[p], kLeast));
    return loss;
}

}  // namespace msao::calibration
