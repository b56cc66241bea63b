// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/pass_forecast.h"

#include <cmath>

namespace msao::engine {
namespace {

// Of a pass: how much later it may begin for one draft more. What is gained is a pass for that draft if it is the wrong
// one, what is lost is this for those before it: acceptances of 0.6 to 0.9 make it 0.18 to 0.3.
constexpr double kWorthWaiting = 0.2;

}  // namespace

void PassForecast::sent(double nowMs, std::size_t drafts, double passMs) {
    settle(nowMs, passMs);
    if (nowMs < m_endMs) {
        m_sentSince += drafts;
    } else {
        m_endMs = nowMs + passMs;
        m_sentSince = 0;
    }
}

void PassForecast::reset() {
    m_endMs = 0;
    m_sentSince = 0;
}

bool PassForecast::isBetterKept(double nowMs, double draftMs, double passMs) {
    settle(nowMs, passMs);
    if (nowMs >= m_endMs || !(draftMs > 0)) return false;
    const double untilNextMs = std::ceil((m_endMs - nowMs) / draftMs) * draftMs;
    return nowMs + untilNextMs - m_endMs <= kWorthWaiting * passMs;
}

/// Those that did not make it into the pass that has ended make another one; a single draft was judged by its end.
void PassForecast::settle(double nowMs, double passMs) {
    if (nowMs < m_endMs || m_sentSince <= 1) return;
    m_endMs += passMs;
    m_sentSince = 0;
}

}  // namespace msao::engine
