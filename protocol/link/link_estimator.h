// SPDX-License-Identifier: Apache-2.0
// The link as real traffic shows it: bandwidth from acknowledged bytes, least round trip, jitter. A state machine over
// the times it is told; nothing is configured.
#pragma once

#include "msao/engine/plan.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>

namespace msao::protocol {

using LinkTime = std::chrono::microseconds;  // of a monotonic clock, from any origin

/// Of one direction. The peer says with some messages how many bytes it has received (verdicts, acknowledged
/// heartbeats); an edge that uploads sends a heartbeat behind every 16 KiB.
class LinkEstimator {
public:
    /// `sentBytes`: of all messages of this connection, this one included. `moreWaits`: the link is not given time to
    /// rest behind it.
    void sent(LinkTime now, std::uint64_t sentBytes, bool moreWaits);
    void acknowledged(LinkTime now, std::uint64_t acknowledgedBytes);
    /// Of a heartbeat, without the time the peer took.
    void roundTrip(double rttMs);
    /// A new connection counts from 0; what is known of the link is kept until it shows otherwise.
    void reconnected();

    bool knowsBandwidth() const { return !m_rates.empty(); }
    bool knowsRoundTrip() const { return !m_roundTrips.empty(); }
    /// 0 for what is not known.
    engine::LinkEstimate estimate() const;

private:
    struct Departure {
        LinkTime time{};
        std::uint64_t sentBytes = 0;
        bool moreWaits = false;
    };
    /// A message that is known to have arrived, and when that was known.
    struct Arrival {
        Departure departure;
        LinkTime time{};
    };

    std::optional<Departure> lastDeparted(std::uint64_t acknowledgedBytes);
    void takeRate(double bytesPerSecond, bool wasBusy);
    double medianRate() const;

    std::deque<Departure> m_departures;  // not known to have arrived
    std::optional<Arrival> m_last;
    bool m_wasBusySince = false;  // the link had no rest since m_last
    std::deque<double> m_rates;   // newest last
    std::deque<double> m_roundTrips;
    double m_jitterMs = 0;
};

}  // namespace msao::protocol
