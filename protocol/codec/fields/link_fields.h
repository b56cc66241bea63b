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

inline constexpr std::int64_t kMaxFigure = std::int64_t{1} << 50;  // of bytes and counts that are only shown

void fields(auto& archive, FieldsOf<engine::ResourceSample> auto& sample) {
    const auto real = [](auto& a, int key, auto& value) { a.real(key, value, kMaxReal); };
    const auto count = [](auto& a, int key, auto& value) { a.number(key, value, kMaxFigure); };
    archive.maybe(1, sample.cpuLoad, real);
    archive.maybe(2, sample.memoryBytes, count);
    archive.maybe(3, sample.gpuLoad, real);
    archive.maybe(4, sample.gpuMemoryBytes, count);
    archive.maybe(5, sample.powerWatts, real);
}

void fields(auto& archive, FieldsOf<engine::ServerFigures> auto& server) {
    constexpr std::int32_t kMost = std::numeric_limits<std::int32_t>::max();
    archive.number(1, server.connections, kMost);
    archive.number(2, server.sessions, kMost);
    archive.number(3, server.openAnswers, kMost);
    archive.number(4, server.waitingAnswers, kMost);
    archive.number(5, server.parkedAnswers, kMost);
    archive.number(6, server.kvPages, kMaxFigure);
    archive.number(7, server.kvPagesInUse, kMaxFigure);
    archive.number(8, server.passes, kMaxFigure);
    archive.real(9, server.passSessions, kMaxReal);
    archive.real(10, server.passRows, kMaxReal);
    archive.real(11, server.passMs, kMaxReal);
}

void fields(auto& archive, FieldsOf<CloudFigures> auto& figures) {
    archive.part(1, figures.machine);
    archive.part(2, figures.server);
}

void fields(auto& archive, FieldsOf<HeartbeatAck> auto& message) {
    archive.number(1, message.number, std::numeric_limits<std::uint32_t>::max());
    archive.number(2, message.sentUs, kAnyCount);
    archive.number(3, message.receivedUs, kAnyCount);
    archive.number(4, message.repliedUs, kAnyCount);
    archive.number(5, message.acknowledgedBytes, kAnyCount);
    archive.real(6, message.cloudLoad, kMaxReal);
    archive.maybe(7, message.figures, [](auto& a, int key, auto& figures) { a.part(key, figures); });
}

void fields(auto& archive, FieldsOf<Drain> auto& message) {
    archive.number(1, message.graceMs, kMaxMilliseconds);
    archive.number(2, message.returnAfterMs, kMaxMilliseconds);
    archive.number(3, message.windowMs, kMaxMilliseconds);
}

}  // namespace msao::protocol
