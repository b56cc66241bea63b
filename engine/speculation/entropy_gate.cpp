// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/entropy_gate.h"

#include <algorithm>

namespace msao::engine {
namespace {

constexpr std::size_t kWindow = 64;

}  // namespace

void EntropyGate::decayOnOffload() {
    const double floor = std::min(m_options.thetaMin, m_theta);
    m_theta = std::max(m_theta * m_options.decay, floor);
}

void EntropyGate::noteAccepted(float normalisedEntropy) {
    if (m_accepted.size() < kWindow) {
        m_accepted.push_back(normalisedEntropy);
        return;
    }
    m_accepted[m_oldest] = normalisedEntropy;
    m_oldest = (m_oldest + 1) % kWindow;
}

void EntropyGate::averageTowardsAccepted() {
    if (m_accepted.empty()) return;
    std::vector<float> sorted = m_accepted;
    const auto rank = static_cast<std::ptrdiff_t>(m_options.acceptedQuantile * static_cast<double>(sorted.size() - 1));
    std::nth_element(sorted.begin(), sorted.begin() + rank, sorted.end());
    const double quantile = sorted[static_cast<std::size_t>(rank)];
    m_theta = (1 - m_options.averagingRate) * m_theta + m_options.averagingRate * quantile;
}

}  // namespace msao::engine
