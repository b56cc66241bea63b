// SPDX-License-Identifier: Apache-2.0
#include "protocol/link/clock_offset.h"

#include <algorithm>

namespace msao::protocol {
namespace {

/// Half a minute of heartbeats: clocks drift apart by less than a millisecond in that time.
constexpr std::size_t kExchanges = 16;

/// A monotonic clock shows less than this for a hundred thousand years; sums of a few stay in range.
constexpr std::uint64_t kLatestUs = std::uint64_t{1} << 61;

}  // namespace

void ClockOffset::exchanged(const HeartbeatAck& ack, LinkTime came) {
    if (std::max({ack.sentUs, ack.receivedUs, ack.repliedUs}) > kLatestUs) return;
    const LinkTime sent(static_cast<std::int64_t>(ack.sentUs));
    const LinkTime received(static_cast<std::int64_t>(ack.receivedUs));
    const LinkTime replied(static_cast<std::int64_t>(ack.repliedUs));
    const LinkTime roundTrip = (came - sent) - (replied - received);
    if (came < sent || replied < received || roundTrip < LinkTime::zero()) return;
    m_exchanges.push_back({roundTrip, (received - sent) - roundTrip / 2});
    if (m_exchanges.size() > kExchanges) m_exchanges.pop_front();
}

std::optional<LinkTime> ClockOffset::onOurClock(std::uint64_t cloudUs) const {
    if (m_exchanges.empty() || cloudUs > kLatestUs) return std::nullopt;
    const auto fastest = std::ranges::min_element(m_exchanges, {}, &Exchange::roundTrip);
    return LinkTime(static_cast<std::int64_t>(cloudUs)) - fastest->cloudAhead;
}

}  // namespace msao::protocol
