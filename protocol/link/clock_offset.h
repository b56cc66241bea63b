// SPDX-License-Identifier: Apache-2.0
// What the cloud's clock shows at a moment of the edge's, from heartbeats alone. Both clocks are monotonic and have
// origins of their own; neither is set by anybody.
#pragma once

#include "protocol/link/link_estimator.h"
#include "protocol/messages/link.h"

#include <cstdint>
#include <deque>
#include <optional>

namespace msao::protocol {

/// As in NTP: of the last few exchanges the fastest is believed, because what a message loses in queues it loses on
/// one of its two ways, and the offset would be wrong by half of it. Wrong by half a round trip at most.
class ClockOffset {
public:
    /// Times that no clock shows, or that contradict each other, are passed over.
    void exchanged(const HeartbeatAck& ack, LinkTime came);
    /// It may be another cloud, with another clock.
    void reconnected() { m_exchanges.clear(); }

    /// A time of the cloud's clock on the edge's; nothing while no heartbeat has come back.
    std::optional<LinkTime> onOurClock(std::uint64_t cloudUs) const;

private:
    struct Exchange {
        LinkTime roundTrip{};
        LinkTime cloudAhead{};
    };
    std::deque<Exchange> m_exchanges;  // newest last
};

}  // namespace msao::protocol
