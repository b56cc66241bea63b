// SPDX-License-Identifier: Apache-2.0
// An archive that finds out in how many ways a field may be wrong: it visits a good message as writer and reader do, so
// its table is that of the protocol, with the bounds that stand there.
#pragma once

#include "protocol/codec/field_reset.h"
#include "protocol/codec/field_writer.h"
#include "protocol/codec/fields/all_fields.h"
#include "tests/protocol/spoiled_values.h"

#include <QByteArray>
#include <QCborStreamWriter>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace msao::protocol::tests {

class SpoiledFields {
public:
    /// Of a map with the fields of `value`: each way to have one of them wrong, as a whole map.
    static std::vector<Spoiled> maps(const auto& value) {
        SpoiledFields archive;
        fields(archive, value);
        return archive.spoiledMaps();
    }

    void number(int key, const auto& value, auto max) {
        add(
            key, [&](FieldWriter& writer) { writer.number(key, value, max); }, badNumbers(toWire(max)));
    }
    void real(int key, double value, double max) {
        add(
            key, [&](FieldWriter& writer) { writer.real(key, value, max); }, badReals(max));
    }
    void flag(int key, bool value) {
        add(
            key, [&](FieldWriter& writer) { writer.flag(key, value); }, badFlags());
    }
    void choice(int key, const auto& value, auto last) { number(key, value, last); }
    void mode(int key, engine::Mode value) {
        add(
            key, [&](FieldWriter& writer) { writer.mode(key, value); }, badModes());
    }
    void text(int key, const std::string& value, std::size_t max) {
        add(
            key, [&](FieldWriter& writer) { writer.text(key, value, max); }, badTexts(max));
    }
    void bytes(int key, const QByteArray& value, std::size_t max) {
        add(
            key, [&](FieldWriter& writer) { writer.bytes(key, value, max); }, badBytes(max));
    }
    template <std::size_t Size>
    void octets(int key, const Octets<Size>& value) {
        add(
            key, [&](FieldWriter& writer) { writer.octets(key, value); }, badOctets(Size));
    }
    void tokens(int key, const std::vector<engine::TokenId>& value, std::size_t max) {
        add(
            key, [&](FieldWriter& writer) { writer.tokens(key, value, max); }, badTokens(max));
    }
    void fractions(int key, const std::vector<float>& value, std::size_t max) {
        add(
            key, [&](FieldWriter& writer) { writer.fractions(key, value, max); }, badFractions(max));
    }
    void bits(int key, const std::vector<bool>& value, std::size_t max) {
        add(
            key, [&](FieldWriter& writer) { writer.bits(key, value, max); }, badBits(max));
    }
    void positions(int key, const std::vector<engine::RopePosition>& value, std::size_t max) {
        add(
            key, [&](FieldWriter& writer) { writer.positions(key, value, max); }, badPositions());
    }
    void part(int key, const auto& value) {
        std::vector<Spoiled> bad = badMaps();
        for (Spoiled& inner : maps(value)) bad.push_back({inner.bytes, "." + inner.why});
        add(
            key, [&](FieldWriter& writer) { writer.part(key, value); }, std::move(bad));
    }
    template <typename Part>
    void parts(int key, const std::vector<Part>& values, std::size_t max) {
        std::vector<Part> some = values;
        if (some.empty()) some.push_back(emptyOnTheWire<Part>());
        std::vector<Spoiled> bad = badLists(max);
        for (const Part& one : some) {
            for (Spoiled& inner : maps(one)) bad.push_back({listOf(inner.bytes), "[]." + inner.why});
        }
        add(
            key, [&](FieldWriter& writer) { writer.parts(key, values, max); }, std::move(bad));
    }
    template <typename Value>
    void maybe(int key, const std::optional<Value>& value, auto visit) {
        m_written = entryBy([&](FieldWriter& writer) { writer.maybe(key, value, visit); });
        const Value visited = value ? *value : emptyValue<Value>();
        visit(*this, key, visited);
        m_written.reset();
    }
    template <std::size_t Index>
    void either(int key, int other, const auto& value, auto visit) {
        using Value = std::remove_cvref_t<decltype(std::get<Index>(value))>;
        const Value* const chosen = std::get_if<Index>(&value);
        m_written = entryBy([&](FieldWriter& writer) { writer.template either<Index>(key, other, value, visit); });
        m_rival = other;
        const Value visited = chosen ? *chosen : emptyValue<Value>();
        visit(*this, key, visited);
        m_written.reset();
        m_rival.reset();
    }

private:
    /// A field of a map: as it is sent, and the values that it may not have.
    struct Entry {
        int key = 0;
        QByteArray written;  // empty: not sent
        std::optional<int> rival;
        std::vector<Spoiled> bad;  // values, without the key
    };

    template <typename Value>
    static Value emptyValue() {
        if constexpr (requires(FieldReset & reset, Value & value) { fields(reset, value); }) {
            return emptyOnTheWire<Value>();
        } else {
            return Value{};
        }
    }

    static QByteArray entryBy(auto write) {
        QByteArray entry;
        QCborStreamWriter cbor(&entry);
        FieldWriter writer(cbor);
        write(writer);
        return entry;
    }

    void add(int key, auto write, std::vector<Spoiled> bad) {
        m_entries.push_back({key, m_written ? *m_written : entryBy(write), m_rival, std::move(bad)});
    }

    std::vector<Spoiled> spoiledMaps() const;
    QByteArray mapWith(const Entry& spoiled, const QByteArray& content, std::uint64_t itsFields = 1) const;

    std::vector<Entry> m_entries;
    std::optional<QByteArray> m_written;  // of an optional field, which is written where it is zero too
    std::optional<int> m_rival;           // the key that may not come beside this one
};

}  // namespace msao::protocol::tests
