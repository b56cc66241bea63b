// SPDX-License-Identifier: Apache-2.0
#include "edge/runtime/standing_question.h"

namespace msao::edge {

bool StandingQuestion::isDue(double gamma, Time now) {
    const bool hasChanged = !m_last || gamma > m_order.threshold;
    const bool hasWaited = !m_last || now - *m_last >= m_order.pause;
    if (!hasChanged || !hasWaited) return false;
    m_last = now;
    return true;
}

}  // namespace msao::edge
