// SPDX-License-Identifier: Apache-2.0
#include "evaluation/calibration/head_parameters.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace msao::calibration {

namespace {

float sigmoid(float x) {
    return 1 / (1 + std::exp(-x));
}

double crossEntropy(double label, double predicted) {
    constexpr double kLeast = 1e-7;
    const double p = std::clamp(predicted, kLeast, 1 - kLeast);
    return -label * std::log(p) - (1 - label) * std::log(1 - p);
}

}  // namespace

HeadParameters::HeadParameters(std::size_t width, std::size_t promptWidth, std::uint64_t seed)
    : m_width(width), m_promptWidth(promptWidth), m_values(size()) {
    // Units see something from the start; what they are worth is learnt from nothing.
    std::mt19937_64 random(seed);
    std::normal_distribution<float> noise;
    const float spread = 1 / std::sqrt(static_cast<float>(width));
    for (std::size_t i = seenAt(); i < seenBiasAt(); ++i) m_values[i] = spread * noise(random);
}

HeadParameters::Worth HeadParameters::worth(const std::vector<float>& prompt) const {
    Worth worth{};
    for (std::size_t u = 0; u < kUnits; ++u) {
        const float* row = m_values.data() + askedAt() + u * m_promptWidth;
        worth[u] = m_values[askedBiasAt() + u];
        for (std::size_t i = 0; i < m_promptWidth; ++i) worth[u] += row[i] * prompt[i];
    }
    return worth;
}

/// Features outside, units inside: the inner loop is as long as the units are many, and has no sum across.
HeadParameters::TokenView HeadParameters::view(std::span<const float> token, const Worth& worth) const {
    TokenView view;
    std::copy_n(m_values.data() + seenBiasAt(), kUnits, view.seen.begin());
    view.score = m_values[m_width];
    const float* seen = m_values.data() + seenAt();
    for (std::size_t i = 0; i < m_width; ++i) {
        view.score += m_values[i] * token[i];
        for (std::size_t u = 0; u < kUnits; ++u) view.seen[u] += seen[i * kUnits + u] * token[i];
    }
    for (std::size_t u = 0; u < kUnits; ++u) {
        view.seen[u] = std::max(view.seen[u], 0.0F);
        view.score += view.seen[u] * worth[u];
    }
    return view;
}

std::vector<float> HeadParameters::predict(const ScaledExample& example) const {
    const Worth asked = worth(example.prompt);
    std::vector<float> predicted;
    for (std::size_t t = 0; t < example.labels.size(); ++t)
        predicted.push_back(sigmoid(view(std::span(example.tokens).subspan(t * m_width, m_width), asked).score));
    return predicted;
}

double HeadParameters::learn(const ScaledExample& example, std::vector<float>& gradient) const {
    const Worth asked = worth(example.prompt);
    const auto tokens = static_cast<float>(example.labels.size());
    Worth ofWorth{};
    double loss = 0;
    for (std::size_t t = 0; t < example.labels.size(); ++t) {
        const std::span<const float> token = std::span(example.tokens).subspan(t * m_width, m_width);
        const TokenView seen = view(token, asked);
        const float predicted = sigmoid(seen.score);
        loss += crossEntropy(example.labels[t], predicted) / static_cast<double>(tokens);
        const float error = (predicted - example.labels[t]) / tokens;
        Worth ofSeen{};
        for (std::size_t u = 0; u < kUnits; ++u) {
            ofWorth[u] += error * seen.seen[u];
            ofSeen[u] = seen.seen[u] > 0 ? error * asked[u] : 0.0F;
            gradient[seenBiasAt() + u] += ofSeen[u];
        }
        gradient[m_width] += error;
        float* row = gradient.data() + seenAt();
        for (std::size_t i = 0; i < m_width; ++i) {
            gradient[i] += error * token[i];
            for (std::size_t u = 0; u < kUnits; ++u) row[i * kUnits + u] += ofSeen[u] * token[i];
        }
    }
    for (std::size_t u = 0; u < kUnits; ++u) {
        gradient[askedBiasAt() + u] += ofWorth[u];
        float* row = gradient.data() + askedAt() + u * m_promptWidth;
        for (std::size_t i = 0; i < m_promptWidth; ++i) row[i] += ofWorth[u] * example.prompt[i];
    }
    return loss;
}

engine::SpatialHead HeadParameters::head() const {
    const auto part = [this](std::size_t begin, std::size_t end) {
        return std::vector<float>(m_values.begin() + static_cast<std::ptrdiff_t>(begin),
                                  m_values.begin() + static_cast<std::ptrdiff_t>(end));
    };
    engine::SpatialHead head;
    head.weights = part(0, m_width);
    head.bias = m_values[m_width];
    head.units.count = engine::kTrainedUnits;
    for (std::size_t u = 0; u < kUnits; ++u) {
        for (std::size_t i = 0; i < m_width; ++i) head.units.seen.push_back(m_values[seenAt() + i * kUnits + u]);
    }
    head.units.seenBias = part(seenBiasAt(), askedAt());
    head.units.asked = part(askedAt(), askedBiasAt());
    head.units.askedBias = part(askedBiasAt(), size());
    return head;
}

}  // namespace msao::calibration
