// SPDX-License-Identifier: Apache-2.0
#include "edge/link/reconnect_policy.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace msao::edge {

ReconnectPolicy::ReconnectPolicy(ReconnectOptions options, std::uint64_t seed)
    : m_options(options), m_random(seed), m_waitMs(options.firstMs) {}

std::chrono::milliseconds ReconnectPolicy::nextWait() {
    const double jittered = m_waitMs * (1 + m_options.jitter * (2 * uniform() - 1));
    m_waitMs = std::min(m_waitMs * m_options.factor, m_options.maxMs);
    const double least = std::exchange(m_triesAnother, false) ? 0 : std::exchange(m_leastMs, 0);
    const double wait = std::max(std::min(jittered, m_options.maxMs), least);
    return std::chrono::milliseconds(std::llround(wait));
}

void ReconnectPolicy::connected() {
    m_waitMs = m_options.firstMs;
    m_leastMs = 0;
    m_triesAnother = false;
}

void ReconnectPolicy::comeBack(std::chrono::milliseconds wait, std::chrono::milliseconds window) {
    m_leastMs = static_cast<double>(wait.count()) + uniform() * static_cast<double>(window.count());
}

/// In [0, 1), the same on every standard library.
double ReconnectPolicy::uniform() {
    return static_cast<double>(m_random() >> 11) * 0x1p-53;
}

}  // namespace msao::edge
