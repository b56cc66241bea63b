// SPDX-License-Identifier: Apache-2.0
// An archive that reads the value behind one key into the field that has it.
#pragma once

#include "protocol/codec/cbor_reader.h"
#include "protocol/codec/field_reset.h"
#include "protocol/codec/numbers.h"
#include "protocol/messages/ids.h"
#include "protocol/messages/limits.h"

#include "msao/engine/ids.h"

#include <algorithm>
#include <vector>

namespace msao::protocol {

class FieldReader {
public:
    /// Reads a map into a struct that is empty. Unknown keys are passed over; a key that comes twice is refused.
    static void readMap(CborReader& cbor, auto& value) {
        std::uint64_t seenKeys = 0;
        const std::size_t entries = cbor.enterMap(kMaxFieldsOfMap);
        for (std::size_t i = 0; i < entries && cbor.isGood(); ++i) {
            const auto key = cbor.key();
            FieldReader field(cbor, key, seenKeys);
            if (key && field.isNew()) fields(field, value);
            field.finish();
        }
        cbor.leave();
    }

    void number(int key, auto& value, auto max) {
        using Number = std::remove_reference_t<decltype(value)>;
        if (takes(key)) value = static_cast<Number>(m_cbor.number(toWire(max)));
    }
    void real(int key, double& value, double max) {
        if (takes(key)) value = m_cbor.real(max);
    }
    void flag(int key, bool& value) {
        if (takes(key)) value = m_cbor.flag();
    }
    void choice(int key, auto& value, auto last) { number(key, value, last); }
    void mode(int key, engine::Mode& value);
    void refusalCode(int key, RefusalCode& value);
    void text(int key, std::string& value, std::size_t max) {
        if (takes(key)) value = m_cbor.text(max);
    }
    void bytes(int key, QByteArray& value, std::size_t max) {
        if (takes(key)) value = m_cbor.bytes(max);
    }
    template <std::size_t Size>
    void octets(int key, Octets<Size>& value) {
        if (!takes(key)) return;
        const QByteArray read = m_cbor.bytes(Size);
        if (read.size() != static_cast<qsizetype>(Size)) return refuse("a byte string of another length");
        std::copy_n(read.begin(), Size, value.begin());
    }
    void tokens(int key, std::vector<engine::TokenId>& value, std::size_t max);
    void fractions(int key, std::vector<float>& value, std::size_t max);
    void bits(int key, std::vector<bool>& value, std::size_t max);
    void positions(int key, std::vector<engine::RopePosition>& value, std::size_t max);
    void part(int key, auto& value) {
        if (takes(key)) readMap(m_cbor, value);
    }
    template <typename Part>
    void parts(int key, std::vector<Part>& values, std::size_t max) {
        if (!takes(key)) return;
        const std::size_t count = m_cbor.enterArray(max);
        for (std::size_t i = 0; i < count && m_cbor.isGood(); ++i) {
            values.push_back(emptyOnTheWire<Part>());
            readMap(m_cbor, values.back());
        }
        m_cbor.leave();
    }
    template <typename Value>
    void maybe(int key, std::optional<Value>& value, auto visit) {
        if (m_key != key) return;
        visit(*this, key, value.emplace(emptyValue<Value>()));
    }
    template <std::size_t Index>
    void either(int key, int other, auto& value, auto visit) {
        if (m_key != key) return;
        if (hasSeen(other)) return refuse("two alternatives at once");
        using Value = std::remove_reference_t<decltype(value.template emplace<Index>())>;
        visit(*this, key, value.template emplace<Index>(emptyValue<Value>()));
    }

private:
    FieldReader(CborReader& cbor, std::optional<int> key, std::uint64_t& seenKeys)
        : m_cbor(cbor), m_key(key), m_seenKeys(seenKeys) {}

    /// An optional's value may be a struct of fields, or a plain value.
    template <typename Value>
    static Value emptyValue() {
        if constexpr (requires(FieldReset & reset, Value & value) { fields(reset, value); }) {
            return emptyOnTheWire<Value>();
        } else {
            return Value{};
        }
    }

    bool hasSeen(int key) const { return (m_seenKeys >> key & 1u) != 0; }
    bool isNew();
    void finish();
    bool takes(int key) {
        m_isTaken = m_isTaken || m_key == key;
        return m_key == key;
    }
    void refuse(std::string_view reason) { m_cbor.fail(RefusalCode::MalformedMessage, reason); }

    CborReader& m_cbor;
    std::optional<int> m_key;
    std::uint64_t& m_seenKeys;
    bool m_isTaken = false;
};

}  // namespace msao::protocol
