// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "protocol/codec/fields/field_rules.h"
#include "protocol/messages/limits.h"
#include "protocol/messages/link.h"

#include <limits>

namespace msao::protocol {

template <>
inline constexpr std::uint32_t kMessageType<Heartbeat> = 9;
template <>
inline constexpr std::uint32_t kMessageType<HeartbeatAck> = 16;
template <>
inline constexpr std::uint32_t kMessageType<Drain> = 18;

inline constexpr std::uint64_t kAnyCount = std::numeric_limits<std::uint64_t>::max();

void fields(auto& archive, FieldsOf<Heartbeat> auto& message) {
    archive.number(1, message.number, std::numeric_limits<std::uint32_t>::max());
    archive.number(2, message.sentUs, kAnyCount);
    archive.number(3, message.acknowledgedBytes, kAnyCount);
}

void fields(auto& archive, FieldsOf<HeartbeatAck> auto& message) {
    archive.number(1, message.number, std::numeric_limits<std::uint32_t>::max());
    archive.number(2, message.sentUs, kAnyCount);
    archive.number(3, message.receivedUs, kAnyCount);
    archive.number(4, message.repliedUs, kAnyCount);
    archive.number(5, message.acknowledgedBytes, kAnyCount);
    archive.real(6, message.cloudLoad, kMaxReal);
}

void fields(auto& archive, FieldsOf<Drain> auto& message) {
    archive.number(1, message.graceMs, kMaxMilliseconds);
    archive.number(2, message.returnAfterMs, kMaxMilliseconds);
    archive.number(3, message.windowMs, kMaxMilliseconds);
}

}  // namespace msao::protocol
