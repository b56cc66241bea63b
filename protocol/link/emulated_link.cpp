// SPDX-License-Identifier: Apache-2.0
#include "protocol/link/emulated_link.h"

#include <algorithm>
#include <cmath>

namespace msao::protocol {
namespace {

constexpr std::int64_t kPacketBytes = 1460;       // of a message; headers come on top
constexpr std::int64_t kPacketOverhead = 40;      // IP and TCP
constexpr double kRetransmissionTimeoutMs = 200;  // Linux's least
constexpr double kBitsPerByte = 8;
constexpr double kMsPerSecond = 1e3;

std::int64_t packetsOf(std::int64_t bytes) {
    return std::max<std::int64_t>(1, (bytes + kPacketBytes - 1) / kPacketBytes);
}

std::int64_t bytesOnLine(std::int64_t bytes) {
    return bytes + packetsOf(bytes) * kPacketOverhead;
}

double bitsPerMs(const LinkCondition& condition) {
    return condition.bitsPerSecond / kMsPerSecond;
}

}  // namespace

EmulatedLink::EmulatedLink(LinkProfile profile, std::uint64_t direction)
    : m_profile(std::move(profile)), m_random(m_profile.seed * 2 + direction) {}

std::optional<double> EmulatedLink::arrivalMs(double nowMs, std::int64_t bytes) {
    const auto onLine = serialisedMs(std::max(nowMs, m_lineFreeMs), bytes);
    if (!onLine || m_isDownForGood) {
        m_isDownForGood = true;
        return std::nullopt;
    }
    m_lineFreeMs = *onLine;
    const LinkCondition& condition = m_profile.at(*onLine);
    const double late = uniform() * condition.jitterMs + lossDelayMs(condition, bytes);
    m_lastArrivalMs = std::max(m_lastArrivalMs, *onLine + condition.rttMs / 2 + late);
    return m_lastArrivalMs;
}

/// The line's rate may change while a message is on it.
std::optional<double> EmulatedLink::serialisedMs(double startMs, std::int64_t bytes) const {
    double bits = static_cast<double>(bytesOnLine(bytes)) * kBitsPerByte;
    for (double now = startMs;;) {
        const double rate = bitsPerMs(m_profile.at(now));
        const auto change = m_profile.nextChange(now);
        if (rate > 0 && (!change || bits <= rate * (*change - now))) return now + bits / rate;
        if (!change) return std::nullopt;
        bits -= rate * (*change - now);
        now = *change;
    }
}

/// A lost packet is sent again one round trip later; when those behind it are lost too, nothing tells the sender, and a
/// timer must run out.
double EmulatedLink::lossDelayMs(const LinkCondition& condition, std::int64_t bytes) {
    if (condition.loss <= 0) return 0;
    const double burstBegins = condition.loss / condition.burst;  // a packet
    double delay = 0;
    for (std::int64_t packet = 0; packet < packetsOf(bytes); ++packet) {
        if (uniform() >= burstBegins) continue;
        const bool losesMore = uniform() < 1 - 1 / condition.burst;
        delay = std::max(delay, losesMore ? std::max(kRetransmissionTimeoutMs, 2 * condition.rttMs) : condition.rttMs);
    }
    return delay;
}

std::int64_t EmulatedLink::waitingBytes(double nowMs) const {
    double bits = 0;
    for (double now = nowMs; now < m_lineFreeMs;) {
        const double end = std::min(m_lineFreeMs, m_profile.nextChange(now).value_or(m_lineFreeMs));
        bits += bitsPerMs(m_profile.at(now)) * (end - now);
        now = end;
    }
    return std::llround(bits / kBitsPerByte);
}

/// The standard's distributions differ between libraries; this does not.
double EmulatedLink::uniform() {
    return static_cast<double>(m_random() >> 11) * 0x1p-53;
}

}  // namespace msao::protocol
