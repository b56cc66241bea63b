// SPDX-License-Identifier: Apache-2.0
// What a cloud reads before it knows anybody: frames. The first byte says in pieces of which size the rest arrives;
// what is understood must not depend on it.
#include "cloud_server/net/websocket_reader.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

using namespace msao::cloud;

namespace {

constexpr std::size_t kMaxMessageBytes = 4096;

/// An event as bytes, so that events can be compared.
QByteArray told(const WebSocketEvent& event) {
    if (const auto* message = std::get_if<BinaryMessage>(&event)) {
        if (static_cast<std::size_t>(message->bytes.size()) > kMaxMessageBytes) std::abort();
        return 'm' + message->bytes;
    }
    if (const auto* ping = std::get_if<PingFrame>(&event)) {
        if (ping->payload.size() > 125) std::abort();
        return 'p' + ping->payload;
    }
    if (const auto* close = std::get_if<CloseFrame>(&event)) return 'c' + closeFrame(close->code);
    if (const auto* violation = std::get_if<FrameViolation>(&event))
        return 'v' + closeFrame(static_cast<std::uint16_t>(violation->code));
    return "o";
}

std::vector<QByteArray> eventsOf(QByteArrayView bytes, qsizetype pieceBytes) {
    WebSocketReader reader(kMaxMessageBytes);
    std::vector<QByteArray> events;
    for (qsizetype at = 0; at < bytes.size(); at += pieceBytes) {
        reader.append(bytes.sliced(at, std::min(pieceBytes, bytes.size() - at)));
        while (const auto event = reader.next()) {
            const bool hadEnded = !events.empty() && (events.back()[0] == 'v' || events.back()[0] == 'c');
            if (hadEnded) std::abort();
            events.push_back(told(*event));
        }
    }
    return events;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const QByteArrayView bytes(reinterpret_cast<const char*>(data + 1), static_cast<qsizetype>(size - 1));
    const auto whole = eventsOf(bytes, std::max<qsizetype>(1, bytes.size()));
    if (eventsOf(bytes, 1 + data[0] % 64) != whole) std::abort();
    return 0;
}
