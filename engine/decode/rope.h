// SPDX-License-Identifier: Apache-2.0
// Multimodal rotary positions (M-RoPE): each pair of a head turns by the time, height or width coordinate.
#pragma once

#include "msao/engine/ids.h"
#include "msao/engine/model_config.h"

#include <cstdint>
#include <span>
#include <vector>

namespace msao::engine {

/// Turns the pairs (i, i + headDim / 2) of a head.
class RotaryEmbedding {
public:
    explicit RotaryEmbedding(const TextConfig& config);

    std::int32_t pairs() const { return static_cast<std::int32_t>(m_frequency.size()); }
    /// Cosine and sine of every pair at one position; rounded to float32 where the reference rounds.
    void angles(const RopePosition& position, std::span<float> cosines, std::span<float> sines) const;

private:
    std::vector<float> m_frequency;          // theta^(-2 i / headDim)
    std::vector<std::uint8_t> m_coordinate;  // which of the three coordinates turns pair i
};

/// In place; `head` holds 2 * cosines.size() values.
void rotate(std::span<float> head, std::span<const float> cosines, std::span<const float> sines);

}  // namespace msao::engine
