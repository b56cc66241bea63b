// SPDX-License-Identifier: Apache-2.0
// The connection itself: is it alive, how fast is it, when does it go away.
#pragma once

#include "msao/engine/trace_event.h"

#include <cstdint>
#include <optional>

namespace msao::protocol {

/// Edge -> cloud. Times are microseconds of the sender's monotonic clock, from any origin.
struct Heartbeat {
    std::uint32_t number = 0;
    std::uint64_t sentUs = 0;
    std::uint64_t acknowledgedBytes = 0;  // of the cloud's messages, as many as the edge has received
    bool operator==(const Heartbeat&) const = default;
};

/// How busy the cloud and its machine are. What was not measured is absent; whose machine it is does not travel.
struct CloudFigures {
    engine::ResourceSample machine = {.side = engine::Side::Cloud};
    engine::ServerFigures server = {};
    bool operator==(const CloudFigures&) const = default;
};

/// Cloud -> edge, at once.
struct HeartbeatAck {
    std::uint32_t number = 0;
    std::uint64_t sentUs = 0;                  // as the heartbeat said
    std::uint64_t receivedUs = 0;              // by the cloud's clock
    std::uint64_t repliedUs = 0;               // likewise
    std::uint64_t acknowledgedBytes = 0;       // of this connection's messages, as many as the cloud has received
    double cloudLoad = 0;                      // answers that other connections wait for
    std::optional<CloudFigures> figures = {};  // to an edge that has the feature; of the last seconds
    bool operator==(const HeartbeatAck&) const = default;
};

/// Cloud -> edge: it goes away. No new questions; running answers end within `graceMs`.
struct Drain {
    std::uint32_t graceMs = 0;
    std::uint32_t returnAfterMs = 0;  // try again then,
    std::uint32_t windowMs = 0;       // at a moment drawn evenly from this window
    bool operator==(const Drain&) const = default;
};

}  // namespace msao::protocol
