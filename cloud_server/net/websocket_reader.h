// SPDX-License-Identifier: Apache-2.0
// What a WebSocket client sends (RFC 6455), byte by byte. Pure: no socket, no clock; the fuzzer feeds it directly.
//
// Why not QWebSocketServer: Qt 6.4 takes frames without a mask, and holds the fragments of a message however long it
// says that it will be. A filter in front of it would have to read every frame as it does, and every difference
// between the two readers would be a hole of its own. So there is one reader, and it is this one.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <variant>

namespace msao::cloud {

/// RFC 6455, 7.4.1.
enum class CloseCode : std::uint16_t {
    Normal = 1000,
    GoingAway = 1001,
    ProtocolError = 1002,
    UnsupportedData = 1003,
    PolicyViolation = 1008,
    MessageTooBig = 1009,
    InternalError = 1011,
    TryAgainLater = 1013,
};

struct BinaryMessage {
    QByteArray bytes;
};
struct PingFrame {
    QByteArray payload;
};
struct PongFrame {};
/// The peer closes; what it said is echoed.
struct CloseFrame {
    std::optional<std::uint16_t> code;
};
/// The connection is to be closed with this code. Nothing follows.
struct FrameViolation {
    CloseCode code = CloseCode::ProtocolError;
};
using WebSocketEvent = std::variant<BinaryMessage, PingFrame, PongFrame, CloseFrame, FrameViolation>;

class WebSocketReader {
public:
    explicit WebSocketReader(std::size_t maxMessageBytes) : m_maxMessageBytes(maxMessageBytes) {}

    /// For messages that have not begun yet.
    void setMaxMessageBytes(std::size_t bytes) { m_maxMessageBytes = bytes; }

    void append(QByteArrayView bytes) { m_buffer.append(bytes.data(), bytes.size()); }
    /// The next thing that is complete. A frame that announces too much is refused by its header: at most a message and
    /// a header are ever held, if the caller takes all events after each read of a bounded size.
    std::optional<WebSocketEvent> next();

    /// Part of a message has come, and the rest has not.
    bool isInsideMessage() const { return !m_buffer.isEmpty() || m_isFragmented; }

private:
    struct Header {
        bool isFinal = false;
        std::uint8_t opcode = 0;
        std::uint64_t payloadBytes = 0;
        qsizetype headerBytes = 0;  // mask included
    };
    std::optional<std::variant<Header, FrameViolation>> readHeader() const;
    std::optional<FrameViolation> violationOf(const Header& header) const;
    QByteArray takePayload(const Header& header);
    std::optional<WebSocketEvent> takeFrame(const Header& header);
    std::optional<WebSocketEvent> takeData(const Header& header);
    WebSocketEvent fail(FrameViolation violation);

    std::size_t m_maxMessageBytes;
    QByteArray m_buffer;   // not understood yet
    QByteArray m_message;  // fragments so far
    bool m_isFragmented = false;
    bool m_hasEnded = false;
};

/// A whole frame to a client: unmasked, unfragmented.
QByteArray binaryFrame(const QByteArray& message);
QByteArray pingFrame();
QByteArray pongFrame(const QByteArray& payload);
QByteArray closeFrame(std::optional<std::uint16_t> code);

}  // namespace msao::cloud
