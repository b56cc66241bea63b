// SPDX-License-Identifier: Apache-2.0
// Links that have a name: what `msao simulate --link` and the paper's tables play.
#pragma once

#include "evaluation/simulator/link_profile.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace msao::simulator {

enum class NamedLink {
    Steady,   // as told
    Jitter,   // a message takes up to some half round trip longer
    Loss,     // one message of a hundred is sent again
    Steps,    // the bandwidth falls to a twentieth and comes back, then the round trip takes ten times as long
    Drive5G,  // a drive through 5G cells, by seed; it has times and rates of its own
};

struct LinkName {
    NamedLink link;
    std::string_view name;
};

inline constexpr std::array kLinkNames = {
    LinkName{NamedLink::Steady, "steady"}, LinkName{NamedLink::Jitter, "jitter"}, LinkName{NamedLink::Loss, "loss"},
    LinkName{NamedLink::Steps, "steps"},   LinkName{NamedLink::Drive5G, "5g"},
};

/// `told` is the link without that; what it says of jitter or loss already stands.
LinkProfile namedLink(NamedLink link, const LinkState& told, std::uint64_t seed);

/// A walk between a good cell (20 ms, 300 Mbit/s) and its edge (80 ms, 20 Mbit/s, 20 ms of jitter, 3 % loss), by seed.
/// Chosen to look like a drive; nobody measured it.
std::vector<LinkState> driveThrough5G(std::uint64_t seed, int states);

}  // namespace msao::simulator
