// SPDX-License-Identifier: Apache-2.0
// A spatial head while it is trained: one list of numbers, with forward and backward over one medium.
#pragma once

#include "msao/engine/probe_heads.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace msao::calibration {

/// Tokens and prompt at one scale.
struct ScaledExample {
    std::vector<float> tokens;  // [labels, width]
    std::vector<float> prompt;
    std::vector<float> labels;
    std::vector<float> attention;
};

class HeadParameters {
public:
    static constexpr std::size_t kUnits = engine::kTrainedUnits;

    HeadParameters(std::size_t width, std::size_t promptWidth, std::uint64_t seed);

    std::vector<float>& values() { return m_values; }
    const std::vector<float>& values() const { return m_values; }

    /// Importance of each token.
    std::vector<float> predict(const ScaledExample& example) const;
    /// Adds the gradient of the mean cross entropy over the example's tokens to `gradient`; returns that loss.
    double learn(const ScaledExample& example, std::vector<float>& gradient) const;

    /// For scaled features and prompts.
    engine::SpatialHead head() const;

private:
    /// What the question makes of each unit.
    using Worth = std::array<float, kUnits>;
    struct TokenView {
        std::array<float, kUnits> seen;
        float score = 0;
    };
    Worth worth(const std::vector<float>& prompt) const;
    TokenView view(std::span<const float> token, const Worth& worth) const;

    // Parts of the list: weights, bias, seen by feature [width, units], its bias, asked [units, prompt], its bias.
    std::size_t seenAt() const { return m_width + 1; }
    std::size_t seenBiasAt() const { return seenAt() + m_width * kUnits; }
    std::size_t askedAt() const { return seenBiasAt() + kUnits; }
    std::size_t askedBiasAt() const { return askedAt() + m_promptWidth * kUnits; }
    std::size_t size() const { return askedBiasAt() + kUnits; }

    std::size_t m_width;
    std::size_t m_promptWidth;
    std::vector<float> m_values;
};

}  // namespace msao::calibration
