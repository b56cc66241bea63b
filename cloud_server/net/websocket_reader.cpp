// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/net/websocket_reader.h"

#include <QtEndian>

#include <utility>

namespace msao::cloud {
namespace {

constexpr std::uint8_t kContinuation = 0x0;
constexpr std::uint8_t kText = 0x1;
constexpr std::uint8_t kBinary = 0x2;
constexpr std::uint8_t kClose = 0x8;
constexpr std::uint8_t kPing = 0x9;
constexpr std::uint8_t kPong = 0xA;
constexpr std::uint64_t kMaxControlBytes = 125;

bool isControl(std::uint8_t opcode) {
    return opcode >= kClose;
}

bool isKnown(std::uint8_t opcode) {
    return opcode <= kBinary || (opcode >= kClose && opcode <= kPong);
}

/// Codes that may stand in a frame: those that the RFC defines for it, and the ranges of libraries and programs.
bool mayBeSent(std::uint16_t code) {
    if (code >= 3000 && code <= 4999) return true;
    return code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006;
}

/// Overlong forms, surrogates and what lies beyond U+10FFFF are none.
bool isUtf8(QByteArrayView text) {
    for (qsizetype i = 0; i < text.size();) {
        const auto first = static_cast<std::uint8_t>(text[i++]);
        if (first < 0x80) continue;
        const int following = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
        if (first < 0xC2 || first > 0xF4 || text.size() - i < following) return false;
        std::uint32_t point = first & (0x3Fu >> following);
        for (int k = 0; k < following; ++k) {
            const auto byte = static_cast<std::uint8_t>(text[i++]);
            if ((byte & 0xC0) != 0x80) return false;
            point = point << 6 | (byte & 0x3Fu);
        }
        constexpr std::uint32_t kLeast[] = {0, 0x80, 0x800, 0x10000};
        if (point < kLeast[following] || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return false;
    }
    return true;
}

std::variant<CloseFrame, FrameViolation> readClose(const QByteArray& payload) {
    if (payload.isEmpty()) return CloseFrame{};
    if (payload.size() == 1) return FrameViolation{CloseCode::ProtocolError};
    const auto code = qFromBigEndian<quint16>(payload.constData());
    if (!mayBeSent(code) || !isUtf8(QByteArrayView(payload).sliced(2))) return FrameViolation{CloseCode::ProtocolError};
    return CloseFrame{code};
}

QByteArray frame(std::uint8_t opcode, const QByteArray& payload) {
    QByteArray bytes;
    bytes.reserve(payload.size() + 10);
    bytes.append(static_cast<char>(0x80 | opcode));
    if (payload.size() < 126) {
        bytes.append(static_cast<char>(payload.size()));
    } else if (payload.size() <= 0xFFFF) {
        char length[2];
        qToBigEndian(static_cast<quint16>(payload.size()), length);
        bytes.append(static_cast<char>(126)).append(length, sizeof length);
    } else {
        char length[8];
        qToBigEndian(static_cast<quint64>(payload.size()), length);
        bytes.append(static_cast<char>(127)).append(length, sizeof length);
    }
    return bytes.append(payload);
}

}  // namespace

std::optional<std::variant<WebSocketReader::Header, FrameViolation>> WebSocketReader::readHeader() const {
    if (m_buffer.size() < 2) return std::nullopt;
    const auto first = static_cast<std::uint8_t>(m_buffer[0]);
    const auto second = static_cast<std::uint8_t>(m_buffer[1]);
    const bool hasReservedBit = (first & 0x70) != 0;
    const bool isMasked = (second & 0x80) != 0;
    Header header{(first & 0x80) != 0, static_cast<std::uint8_t>(first & 0x0F), second & 0x7Fu, 2};
    if (hasReservedBit || !isMasked || !isKnown(header.opcode)) return FrameViolation{CloseCode::ProtocolError};
    if (header.payloadBytes >= 126) {
        const bool isLong = header.payloadBytes == 127;
        header.headerBytes += isLong ? 8 : 2;
        if (m_buffer.size() < header.headerBytes) return std::nullopt;
        const char* length = m_buffer.constData() + 2;
        header.payloadBytes = isLong ? qFromBigEndian<quint64>(length) : qFromBigEndian<quint16>(length);
        const std::uint64_t least = isLong ? 0x10000 : 126;
        if (header.payloadBytes < least || header.payloadBytes >> 63 != 0)
            return FrameViolation{CloseCode::ProtocolError};
    }
    header.headerBytes += 4;
    return header;
}

std::optional<FrameViolation> WebSocketReader::violationOf(const Header& header) const {
    if (isControl(header.opcode)) {
        if (header.isFinal && header.payloadBytes <= kMaxControlBytes) return std::nullopt;
        return FrameViolation{CloseCode::ProtocolError};
    }
    if ((header.opcode == kContinuation) != m_isFragmented) return FrameViolation{CloseCode::ProtocolError};
    if (header.opcode == kText) return FrameViolation{CloseCode::UnsupportedData};
    const auto held = static_cast<std::uint64_t>(m_message.size());
    if (held > m_maxMessageBytes || header.payloadBytes > m_maxMessageBytes - held)
        return FrameViolation{CloseCode::MessageTooBig};
    return std::nullopt;
}

std::optional<WebSocketEvent> WebSocketReader::next() {
    while (!m_hasEnded) {
        const auto read = readHeader();
        if (!read) return std::nullopt;
        if (const auto* violation = std::get_if<FrameViolation>(&*read)) return fail(*violation);
        const Header& header = std::get<Header>(*read);
        if (const auto violation = violationOf(header)) return fail(*violation);
        // Bounded above by the limits just checked.
        const auto frameBytes = header.headerBytes + static_cast<qsizetype>(header.payloadBytes);
        if (m_buffer.size() < frameBytes) return std::nullopt;
        if (auto event = takeFrame(header)) return event;
    }
    return std::nullopt;
}

QByteArray WebSocketReader::takePayload(const Header& header) {
    const auto size = static_cast<qsizetype>(header.payloadBytes);
    QByteArray payload = m_buffer.mid(header.headerBytes, size);
    const char* mask = m_buffer.constData() + header.headerBytes - 4;
    char* bytes = payload.data();
    for (qsizetype i = 0; i < size; ++i) bytes[i] = static_cast<char>(bytes[i] ^ mask[i % 4]);
    if (const qsizetype consumed = header.headerBytes + size; consumed < m_buffer.size()) {
        m_buffer.remove(0, consumed);
    } else {
        m_buffer.clear();  // an idle connection holds no memory for it
    }
    return payload;
}

std::optional<WebSocketEvent> WebSocketReader::takeFrame(const Header& header) {
    if (!isControl(header.opcode)) return takeData(header);
    QByteArray payload = takePayload(header);
    if (header.opcode == kPing) return PingFrame{std::move(payload)};
    if (header.opcode == kPong) return PongFrame{};
    const auto close = readClose(payload);
    if (const auto* violation = std::get_if<FrameViolation>(&close)) return fail(*violation);
    m_hasEnded = true;
    return std::get<CloseFrame>(close);
}

std::optional<WebSocketEvent> WebSocketReader::takeData(const Header& header) {
    QByteArray payload = takePayload(header);
    m_isFragmented = !header.isFinal;
    if (m_message.isEmpty() && header.isFinal) return BinaryMessage{std::move(payload)};
    m_message += payload;
    if (!header.isFinal) return std::nullopt;
    return BinaryMessage{std::exchange(m_message, {})};
}

WebSocketEvent WebSocketReader::fail(FrameViolation violation) {
    m_hasEnded = true;
    m_buffer.clear();
    m_message.clear();
    return violation;
}

QByteArray binaryFrame(const QByteArray& message) {
    return frame(kBinary, message);
}

QByteArray pingFrame() {
    return frame(kPing, {});
}

QByteArray pongFrame(const QByteArray& payload) {
    return frame(kPong, payload);
}

QByteArray closeFrame(std::optional<std::uint16_t> code) {
    if (!code) return frame(kClose, {});
    char bytes[2];
    qToBigEndian(*code, bytes);
    return frame(kClose, QByteArray(bytes, sizeof bytes));
}

}  // namespace msao::cloud
