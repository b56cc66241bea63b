// SPDX-License-Identifier: Apache-2.0
// QCborStreamReader for hostile input: a value is looked at before memory is taken for it. After the first fault every
// call answers emptily; the caller looks once, at the end.
#pragma once

#include "protocol/codec/decode_fault.h"

#include <QByteArray>
#include <QCborStreamReader>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace msao::protocol {

class CborReader {
public:
    /// `bytes` outlive this.
    explicit CborReader(const QByteArray& bytes) : m_size(bytes.size()), m_cbor(bytes) {}

    /// Enters a map or an array of known length, at most `max`; answers the number of entries.
    std::size_t enterMap(std::size_t max);
    std::size_t enterArray(std::size_t max);
    void leave();

    /// A field's key; nothing, and the key skipped, if it is not a number this build could know.
    std::optional<int> key();
    std::uint64_t number(std::uint64_t max);
    double real(double max);
    bool flag();
    std::string text(std::size_t max);
    QByteArray bytes(std::size_t max);
    /// Passes over any value, nested at most as deep as the limits allow.
    void skip();
    /// Nothing may follow.
    void end();

    bool isGood() const { return !m_fault; }
    void fail(RefusalCode code, std::string_view reason);
    const std::optional<DecodeFault>& fault() const { return m_fault; }

private:
    bool expect(bool isOfType, std::string_view reason);
    std::size_t enter(std::size_t max);
    void skipContainer();
    bool announcesAtMost(std::size_t max);
    std::uint64_t remaining() const { return static_cast<std::uint64_t>(m_size - m_cbor.currentOffset()); }
    void step();

    qsizetype m_size;
    QCborStreamReader m_cbor;
    std::optional<DecodeFault> m_fault;
    int m_depth = 0;
};

}  // namespace msao::protocol
