// SPDX-License-Identifier: Apache-2.0
// What an emulated link is like: for development, demos and evaluation.
#pragma once

#include "msao/engine/result.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace msao::protocol {

/// Both directions are alike.
struct LinkCondition {
    double bitsPerSecond = 0;  // 0: down, nothing moves
    double rttMs = 0;
    double jitterMs = 0;  // each message is late by up to this; order is kept
    double loss = 0;      // share of packets; it shows as delay, as it does to whoever uses TCP
    double burst = 1;     // packets lost in a row, on average
    bool operator==(const LinkCondition&) const = default;
};

struct LinkChange {
    double atMs = 0;
    LinkCondition condition;
    bool operator==(const LinkChange&) const = default;
};

struct LinkProfile {
    LinkCondition first;
    std::vector<LinkChange> changes;  // in order of time
    std::uint64_t seed = 0;
    bool operator==(const LinkProfile&) const = default;

    const LinkCondition& at(double nowMs) const;
    /// When it changes next after `nowMs`.
    std::optional<double> nextChange(double nowMs) const;
};

/// "300mbit,20ms", and behind that in any order "jitter=5ms", "loss=1%", "burst=3" and "seed=7". Changes follow behind
/// semicolons, with their time: "300mbit,20ms;10s:5mbit,200ms,loss=2%;20s:down;24s:300mbit,20ms".
engine::Result<LinkProfile> parseLinkProfile(std::string_view text);

}  // namespace msao::protocol
