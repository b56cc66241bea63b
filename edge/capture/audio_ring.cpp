// SPDX-License-Identifier: Apache-2.0
#include "edge/capture/audio_ring.h"

#include <algorithm>
#include <utility>

namespace msao::edge {

void AudioRing::push(std::span<const float> samples) {
    if (m_capacity == 0) return;
    const std::size_t room = std::min(m_capacity - m_samples.size(), samples.size());
    m_samples.insert(m_samples.end(), samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(room));
    samples = samples.subspan(room);
    if (samples.empty()) return;
    m_hasForgotten = true;
    // Of more than it holds, the last count; where the others would have gone is passed over.
    const std::size_t skipped = samples.size() - std::min(samples.size(), m_capacity);
    m_oldest = (m_oldest + skipped) % m_capacity;
    for (const float sample : samples.subspan(skipped)) {
        m_samples[m_oldest] = sample;
        m_oldest = m_oldest + 1 == m_capacity ? 0 : m_oldest + 1;
    }
}

std::vector<float> AudioRing::take() {
    std::ranges::rotate(m_samples, m_samples.begin() + static_cast<std::ptrdiff_t>(m_oldest));
    m_oldest = 0;
    m_hasForgotten = false;
    return std::exchange(m_samples, {});
}

}  // namespace msao::edge
