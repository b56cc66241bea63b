// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/in_process/timed_queue.h"
#include "protocol/link/emulated_link.h"

#include <chrono>
#include <cstdint>
#include <optional>

namespace msao::app {

// What messages would weigh on a link.
inline constexpr std::int64_t kFrameBytes = 40;  // around a message's content: WebSocket, TCP, IP
inline constexpr std::int64_t kTokenBytes = 3;   // a variable-length integer below 2^21

/// The emulated link of one answer, both directions, or none: then messages arrive at once. Each direction is used by
/// the one thread that sends.
class InProcessLink {
public:
    explicit InProcessLink(const std::optional<protocol::LinkProfile>& profile)
        : m_profile(profile), m_began(steadyNow()) {
        if (!profile) return;
        m_up.emplace(*profile, 0);
        m_down.emplace(*profile, 1);
    }

    /// When it arrives that is sent at a time that never falls; nothing on a link that is down for good.
    std::optional<SteadyTime> up(std::int64_t bytes, SteadyTime sent = steadyNow()) {
        return arrival(m_up, bytes, sent);
    }
    std::optional<SteadyTime> down(std::int64_t bytes, SteadyTime sent = steadyNow()) {
        return arrival(m_down, bytes, sent);
    }

    /// As the profile has it now; without one, a link that costs nothing.
    protocol::LinkCondition condition() const {
        constexpr double kMemoryBitsPerSecond = 1e11;
        return m_profile ? m_profile->at(elapsedMs(steadyNow()))
                         : protocol::LinkCondition{.bitsPerSecond = kMemoryBitsPerSecond};
    }

private:
    double elapsedMs(SteadyTime at) const { return std::chrono::duration<double, std::milli>(at - m_began).count(); }
    std::optional<SteadyTime> arrival(std::optional<protocol::EmulatedLink>& direction, std::int64_t bytes,
                                      SteadyTime sent) {
        if (!direction) return sent;
        const std::optional<double> atMs = direction->arrivalMs(elapsedMs(sent), bytes);
        if (!atMs) return std::nullopt;
        return m_began +
               std::chrono::duration_cast<SteadyTime::duration>(std::chrono::duration<double, std::milli>(*atMs));
    }

    std::optional<protocol::LinkProfile> m_profile;
    SteadyTime m_began;
    std::optional<protocol::EmulatedLink> m_up;
    std::optional<protocol::EmulatedLink> m_down;
};

}  // namespace msao::app
