// SPDX-License-Identifier: Apache-2.0
// One direction of an emulated link: when does a message that is sent now arrive? A state machine over the times it is
// told; what it answers depends on profile, seed and calls alone.
#pragma once

#include "protocol/link/link_profile.h"

#include <cstdint>
#include <optional>
#include <random>

namespace msao::protocol {

class EmulatedLink {
public:
    /// `direction` keeps the two directions of one profile from drawing the same losses.
    EmulatedLink(LinkProfile profile, std::uint64_t direction);

    /// Times are milliseconds since the link began and never fall. Order is kept, as TCP keeps it. Nothing: the link is
    /// down for good.
    std::optional<double> arrivalMs(double nowMs, std::int64_t bytes);

    /// Bytes that still wait for the line: what a socket's buffer would hold.
    std::int64_t waitingBytes(double nowMs) const;
    /// When the line has taken all that was sent so far.
    double lineFreeMs() const { return m_lineFreeMs; }

private:
    std::optional<double> serialisedMs(double startMs, std::int64_t bytes) const;
    double lossDelayMs(const LinkCondition& condition, std::int64_t bytes);
    double uniform();

    LinkProfile m_profile;
    std::mt19937_64 m_random;
    double m_lineFreeMs = 0;
    double m_lastArrivalMs = 0;
    bool m_isDownForGood = false;
};

}  // namespace msao::protocol
