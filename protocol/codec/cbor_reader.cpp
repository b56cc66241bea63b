// SPDX-License-Identifier: Apache-2.0
#include "protocol/codec/cbor_reader.h"

#include "protocol/messages/limits.h"

#include <QUtf8StringView>

#include <cmath>

namespace msao::protocol {

void CborReader::fail(RefusalCode code, std::string_view reason) {
    if (!m_fault) m_fault = DecodeFault{.code = code, .reason = reason};
}

bool CborReader::expect(bool isOfType, std::string_view reason) {
    if (!isGood()) return false;
    if (m_cbor.lastError() != QCborError::NoError) {
        fail(RefusalCode::MalformedMessage, "not well-formed CBOR");
    } else if (!isOfType) {
        fail(RefusalCode::MalformedMessage, reason);
    }
    return isGood();
}

void CborReader::step() {
    if (!m_cbor.next()) fail(RefusalCode::MalformedMessage, "not well-formed CBOR");
}

std::size_t CborReader::enter(std::size_t max) {
    if (!expect(m_cbor.isLengthKnown(), "a list without a length")) return 0;
    const quint64 length = m_cbor.length();
    if (length > max) fail(RefusalCode::LimitExceeded, "too many entries");
    if (length > remaining()) fail(RefusalCode::MalformedMessage, "a list longer than the message");
    if (!isGood()) return 0;
    if (m_depth >= kMaxNesting || !m_cbor.enterContainer()) {
        fail(RefusalCode::MalformedMessage, "not well-formed CBOR");
        return 0;
    }
    ++m_depth;
    return length;
}

std::size_t CborReader::enterMap(std::size_t max) {
    return expect(m_cbor.isMap(), "not a map") ? enter(max) : 0;
}

std::size_t CborReader::enterArray(std::size_t max) {
    return expect(m_cbor.isArray(), "not an array") ? enter(max) : 0;
}

void CborReader::leave() {
    if (!isGood()) return;
    --m_depth;
    if (m_cbor.hasNext() || !m_cbor.leaveContainer()) fail(RefusalCode::MalformedMessage, "not well-formed CBOR");
}

std::optional<int> CborReader::key() {
    if (!isGood()) return std::nullopt;
    if (!m_cbor.isUnsignedInteger() || m_cbor.toUnsignedInteger() >= kMaxFieldsOfMap) {
        skip();
        return std::nullopt;
    }
    const auto key = static_cast<int>(m_cbor.toUnsignedInteger());
    step();
    return key;
}

std::uint64_t CborReader::number(std::uint64_t max) {
    if (!expect(m_cbor.isUnsignedInteger(), "not a number from 0 on")) return 0;
    const std::uint64_t value = m_cbor.toUnsignedInteger();
    if (value > max) fail(RefusalCode::LimitExceeded, "a number out of range");
    step();
    return isGood() ? value : 0;
}

double CborReader::real(double max) {
    if (!expect(m_cbor.isFloat16() || m_cbor.isFloat() || m_cbor.isDouble(), "not a real number")) return 0;
    const double value = m_cbor.isFloat16() ? double{float{m_cbor.toFloat16()}}
                         : m_cbor.isFloat() ? double{m_cbor.toFloat()}
                                            : m_cbor.toDouble();
    if (!(value >= 0 && value <= max)) fail(RefusalCode::LimitExceeded, "a real number out of range");
    step();
    return isGood() ? value : 0;
}

bool CborReader::flag() {
    if (!expect(m_cbor.isBool(), "not true or false")) return false;
    const bool value = m_cbor.toBool();
    step();
    return value;
}

/// Strings in pieces are refused: nothing of this protocol needs them, and their total is not known before it is read.
bool CborReader::announcesAtMost(std::size_t max) {
    if (!expect(m_cbor.isLengthKnown(), "a string in pieces")) return false;
    if (m_cbor.length() > remaining()) fail(RefusalCode::MalformedMessage, "a string longer than the message");
    if (m_cbor.length() > max) fail(RefusalCode::LimitExceeded, "a string too long");
    return isGood();
}

// Read as bytes: going through QString would cost twice the memory, and validity is checked here anyway.
std::string CborReader::text(std::size_t max) {
    if (!expect(m_cbor.isString(), "not a text") || !announcesAtMost(max)) return {};
    std::string value(m_cbor.length(), '\0');
    const auto read = m_cbor.readStringChunk(value.data(), static_cast<qsizetype>(value.size()));
    const bool isWhole = read.status == QCborStreamReader::Ok && static_cast<std::size_t>(read.data) == value.size();
    // The empty piece behind the last one is what moves the reader on.
    if (!isWhole || m_cbor.readStringChunk(nullptr, 0).status != QCborStreamReader::EndOfString) {
        fail(RefusalCode::MalformedMessage, "not well-formed CBOR");
    } else if (!QUtf8StringView(value.data(), static_cast<qsizetype>(value.size())).isValidUtf8()) {
        fail(RefusalCode::MalformedMessage, "not UTF-8");
    }
    return isGood() ? value : std::string{};
}

QByteArray CborReader::bytes(std::size_t max) {
    if (!expect(m_cbor.isByteArray(), "not a byte string") || !announcesAtMost(max)) return {};
    QByteArray value(static_cast<qsizetype>(m_cbor.length()), Qt::Uninitialized);
    const auto read = m_cbor.readStringChunk(value.data(), value.size());
    const bool isWhole = read.status == QCborStreamReader::Ok && read.data == value.size();
    if (!isWhole || m_cbor.readStringChunk(nullptr, 0).status != QCborStreamReader::EndOfString) {
        fail(RefusalCode::MalformedMessage, "not well-formed CBOR");
    }
    return isGood() ? value : QByteArray{};
}

// Not left to QCborStreamReader::next: it takes memory for as long a string as is announced.
void CborReader::skip() {
    while (isGood() && m_cbor.isTag()) step();
    if (!expect(!m_cbor.isInvalid(), "not well-formed CBOR")) return;
    if (m_cbor.isContainer()) {
        skipContainer();
    } else if (!(m_cbor.isString() || m_cbor.isByteArray()) || announcesAtMost(kMaxMessageBytes)) {
        step();
    }
}

void CborReader::skipContainer() {
    enter(kMaxMessageBytes);
    while (isGood() && m_cbor.hasNext()) skip();
    leave();
}

void CborReader::end() {
    if (isGood() && m_cbor.currentOffset() != m_size) fail(RefusalCode::MalformedMessage, "bytes behind the message");
}

}  // namespace msao::protocol
