// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/result.h"

#include <filesystem>
#include <string_view>
#include <vector>

namespace msao::simulator {

/// The link at one time.
struct LinkState {
    double rttMs = 20;
    double bitsPerSecond = 300e6;
    double jitterMs = 0;  // mean of what a message may take longer, one way, drawn from an exponential
    double loss = 0;      // share of messages that must be sent again
    bool operator==(const LinkState&) const = default;
};

struct LinkChange {
    double atMs = 0;
    LinkState state;
    bool operator==(const LinkChange&) const = default;
};

/// States in order of time, the first at 0. The last one stays.
class LinkProfile {
public:
    LinkProfile() : LinkProfile(LinkState{}) {}
    explicit LinkProfile(LinkState steady) : m_changes{{0, steady}} {}
    /// One state after the other, each for so long; there is at least one.
    static LinkProfile every(double stateMs, const std::vector<LinkState>& states);
    /// The same link, and another from `atMs` on, which must be later than all changes so far.
    engine::Status changeAt(double atMs, LinkState state);

    const LinkState& at(double timeMs) const;
    const std::vector<LinkChange>& changes() const { return m_changes; }

private:
    std::vector<LinkChange> m_changes;
};

/// CSV with a header: time_ms,rtt_ms,bandwidth_mbit and optionally jitter_ms,loss. `file` is named in messages.
engine::Result<LinkProfile> parseLinkTrace(std::string_view text, std::string_view file);
engine::Result<LinkProfile> readLinkTrace(const std::filesystem::path& file);

}  // namespace msao::simulator
