// SPDX-License-Identifier: Apache-2.0
#include "engine/trace/event_encoder.h"

#include "engine/trace/cbor_writer.h"
#include "engine/trace/enum_names.h"
#include "engine/trace/fact_fields.h"

#include <concepts>
#include <string>
#include <type_traits>

namespace msao::engine {
namespace {

// A value without a place in its table; no table will grow so far, so readers skip the event.
constexpr std::uint64_t kUnknownEnumerator = 0xFFFF;

/// Writes values by their type; whatever a fact may hold has an overload.
class FactEncoder {
public:
    explicit FactEncoder(std::vector<std::byte>& out) : m_cbor(out) {}

    CborWriter& cbor() { return m_cbor; }

    void write(bool value) { m_cbor.boolean(value); }
    void write(float value) { m_cbor.number(static_cast<double>(value)); }
    void write(double value) { m_cbor.number(value); }
    void write(TokenId value) { m_cbor.integer(toIndex(value)); }
    void write(TraceTime value) { m_cbor.integer(value.count()); }
    void write(const std::string& value) { m_cbor.bytes(value); }
    void write(std::unsigned_integral auto value) { m_cbor.unsignedInteger(value); }
    void write(std::signed_integral auto value) { m_cbor.integer(value); }

    template <typename Enum>
    requires std::is_enum_v<Enum>
    void write(Enum value) { m_cbor.unsignedInteger(enumNumber(value).value_or(kUnknownEnumerator)); }

    void write(const std::vector<std::uint8_t>& value) {
        m_cbor.bytes({reinterpret_cast<const char*>(value.data()), value.size()});
    }

    void write(const std::vector<bool>& bits) {
        std::string packed((bits.size() + 7) / 8, '\0');
        for (std::size_t i = 0; i < bits.size(); ++i) {
            if (bits[i]) packed[i / 8] = static_cast<char>(packed[i / 8] | (0x80 >> (i % 8)));
        }
        m_cbor.array(2);
        m_cbor.unsignedInteger(bits.size());
        m_cbor.bytes(packed);
    }

    template <typename T>
    void write(const std::vector<T>& values) {
        m_cbor.array(values.size());
        for (const T& value : values) write(value);
    }

    template <typename T>
    requires HasFields<T>
    void write(const T& value) {
        const std::size_t begin = m_cbor.beginMap();
        std::uint8_t pairs = 0;
        Fields<T>::each(value, [&](std::uint64_t number, std::string_view, const auto& field) {
            pairs = static_cast<std::uint8_t>(pairs + writePair(number, field));
        });
        m_cbor.endMap(begin, pairs);
    }

private:
    template <typename T>
    std::uint8_t writePair(std::uint64_t number, const T& value) {
        m_cbor.unsignedInteger(number);
        write(value);
        return 1;
    }
    template <typename T>
    std::uint8_t writePair(std::uint64_t number, const std::optional<T>& value) {
        return value ? writePair(number, *value) : std::uint8_t{0};
    }

    CborWriter m_cbor;
};

}  // namespace

void encodeEvent(const TraceEvent& event, TraceTime sinceEventBefore, std::vector<std::byte>& out) {
    FactEncoder encoder(out);
    encoder.cbor().array(4);
    std::visit([&]<typename Fact>(const Fact&) { encoder.cbor().unsignedInteger(Fields<Fact>::type); }, event.fact);
    encoder.cbor().unsignedInteger(static_cast<std::uint64_t>(sinceEventBefore.count()));
    encoder.cbor().unsignedInteger(static_cast<std::uint64_t>(event.request));
    std::visit([&](const auto& fact) { encoder.write(fact); }, event.fact);
}

std::string_view traceFactName(const TraceFact& fact) {
    return std::visit([]<typename Fact>(const Fact&) { return Fields<Fact>::name; }, fact);
}

}  // namespace msao::engine
