// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluation/simulator/link_profile.h"
#include "evaluation/simulator/random_stream.h"

#include <algorithm>

namespace msao::simulator {

/// One direction of a link that delivers in order, as a stream over TCP does: what is lost is sent again a round trip
/// later, and what follows waits for it.
class LinkChannel {
public:
    /// When a message handed over at `nowMs` has arrived whole.
    double deliver(double nowMs, double bytes, const LinkProfile& profile, RandomStream& random) {
        const LinkState& state = profile.at(nowMs);
        m_freeAtMs = std::max(m_freeAtMs, nowMs) + 8000 * bytes / state.bitsPerSecond;
        double arrivalMs = m_freeAtMs + state.rttMs / 2;
        if (state.jitterMs > 0) arrivalMs += random.exponential(state.jitterMs);
        while (state.loss > 0 && random.uniform() < state.loss) arrivalMs += state.rttMs;
        m_lastArrivalMs = std::max(m_lastArrivalMs, arrivalMs);
        m_bytes += bytes;
        return m_lastArrivalMs;
    }
    double bytes() const { return m_bytes; }

private:
    double m_freeAtMs = 0;  // the sender's end of the wire
    double m_lastArrivalMs = 0;
    double m_bytes = 0;
};

}  // namespace msao::simulator
