// SPDX-License-Identifier: Apache-2.0
#include "engine/decode/rope.h"

#include <cmath>

namespace msao::engine {

RotaryEmbedding::RotaryEmbedding(const TextConfig& config) {
    const std::int32_t pairCount = config.headDim / 2;
    const std::int32_t heightBegin = config.mropeSection[0];
    const std::int32_t widthBegin = heightBegin + config.mropeSection[1];
    for (std::int32_t i = 0; i < pairCount; ++i) {
        const float exponent = static_cast<float>(2 * i) / static_cast<float>(config.headDim);
        m_frequency.push_back(1.0F / static_cast<float>(std::pow(config.ropeTheta, static_cast<double>(exponent))));
        m_coordinate.push_back(i < heightBegin ? 0 : i < widthBegin ? 1 : 2);
    }
}

void RotaryEmbedding::angles(const RopePosition& position, std::span<float> cosines, std::span<float> sines) const {
    for (std::size_t i = 0; i < m_frequency.size(); ++i) {
        const float angle = static_cast<float>(position[m_coordinate[i]]) * m_frequency[i];
        cosines[i] = static_cast<float>(std::cos(static_cast<double>(angle)));
        sines[i] = static_cast<float>(std::sin(static_cast<double>(angle)));
    }
}

void rotate(std::span<float> head, std::span<const float> cosines, std::span<const float> sines) {
    const std::size_t half = cosines.size();
    for (std::size_t i = 0; i < half; ++i) {
        const float first = head[i];
        const float second = head[i + half];
        head[i] = first * cosines[i] - second * sines[i];
        head[i + half] = second * cosines[i] + first * sines[i];
    }
}

}  // namespace msao::engine
