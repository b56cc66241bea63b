// SPDX-License-Identifier: Apache-2.0
#include "engine/trace/event_decoder.h"

#include "engine/base/checked_math.h"
#include "engine/trace/enum_names.h"
#include "engine/trace/fact_fields.h"

#include <cmath>
#include <concepts>
#include <limits>
#include <string>
#include <type_traits>
#include <utility>

namespace msao::engine {
namespace {

/// The keys of one map, which rise; absent behind the last.
class MapKeys {
public:
    explicit MapKeys(CborReader& cbor) : m_cbor(cbor), m_left(cbor.map()) { next(); }

    const std::optional<std::uint64_t>& key() const { return m_key; }

    void next() {
        if (m_left == 0 || !m_cbor.isGood()) {
            m_key.reset();
            return;
        }
        --m_left;
        const std::uint64_t key = m_cbor.unsignedInteger();
        if (m_key && key <= *m_key) m_cbor.fail("field numbers that do not rise");
        m_key = key;
    }

    void skip() {
        m_cbor.skip();
        next();
    }

private:
    CborReader& m_cbor;
    std::uint64_t m_left;
    std::optional<std::uint64_t> m_key;
};

/// Reads values by their type; the mirror image of FactEncoder.
class FactDecoder {
public:
    explicit FactDecoder(CborReader& cbor) : m_cbor(cbor) {}

    bool hasUnknownEnumerator() const { return m_hasUnknownEnumerator; }

    void read(bool& value) { value = m_cbor.boolean(); }
    void read(float& value) { value = toFloat(m_cbor.number()); }
    void read(double& value) { value = m_cbor.number(); }
    void read(TokenId& value) { value = TokenId{integer<std::int32_t>()}; }
    void read(TraceTime& value) { value = TraceTime(m_cbor.integer()); }
    void read(std::unsigned_integral auto& value) { value = unsignedInteger<std::decay_t<decltype(value)>>(); }
    void read(std::signed_integral auto& value) { value = integer<std::decay_t<decltype(value)>>(); }

    void read(std::string& value) {
        const std::span<const std::byte> bytes = m_cbor.bytes();
        value.assign(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    }

    template <typename Enum>
    requires std::is_enum_v<Enum>
    void read(Enum& value) {
        const std::uint64_t number = m_cbor.unsignedInteger();
        if (number < kEnumNames<Enum>.size()) {
            value = kEnumNames<Enum>[number].value;
        } else {
            m_hasUnknownEnumerator = true;
        }
    }

    void read(std::vector<std::uint8_t>& value) {
        const std::span<const std::byte> bytes = m_cbor.bytes();
        const auto* first = reinterpret_cast<const std::uint8_t*>(bytes.data());
        value.assign(first, first + bytes.size());
    }

    void read(std::vector<bool>& bits) {
        if (m_cbor.array() != 2) m_cbor.fail("expected a bitmap: a count and its bytes");
        const std::uint64_t count = m_cbor.unsignedInteger();
        const std::span<const std::byte> packed = m_cbor.bytes();
        if (count / 8 + (count % 8 != 0 ? 1 : 0) != packed.size()) m_cbor.fail("a bitmap whose count is not its size");
        if (!m_cbor.isGood()) return;
        bits.resize(count);
        for (std::size_t i = 0; i < count; ++i)
            bits[i] = (std::to_integer<int>(packed[i / 8]) & (0x80 >> (i % 8))) != 0;
    }

    template <typename T>
    void read(std::vector<T>& values) {
        const std::uint64_t count = m_cbor.array();
        values.clear();
        for (std::uint64_t i = 0; i < count && m_cbor.isGood(); ++i) read(values.emplace_back());
    }

    template <typename T>
    void read(std::optional<T>& value) {
        read(value.emplace());
    }

    template <typename T>
    requires HasFields<T>
    void read(T& value) {
        MapKeys keys(m_cbor);
        Fields<T>::each(value, [&](std::uint64_t number, std::string_view, auto& field) {
            while (keys.key() && *keys.key() < number) keys.skip();
            if (keys.key() != number) return;
            read(field);
            keys.next();
        });
        while (keys.key()) keys.skip();
    }

private:
    template <std::signed_integral T>
    T integer() {
        const std::int64_t value = m_cbor.integer();
        if (std::in_range<T>(value)) return static_cast<T>(value);
        m_cbor.fail("an integer out of range");
        return 0;
    }

    template <std::unsigned_integral T>
    T unsignedInteger() {
        const std::uint64_t value = m_cbor.unsignedInteger();
        if (std::in_range<T>(value)) return static_cast<T>(value);
        m_cbor.fail("an integer out of range");
        return 0;
    }

    float toFloat(double value) {
        if (std::abs(value) > std::numeric_limits<float>::max() && !std::isinf(value)) {
            m_cbor.fail("a number out of range");
            return 0;
        }
        return static_cast<float>(value);
    }

    CborReader& m_cbor;
    bool m_hasUnknownEnumerator = false;
};

/// Puts a default fact of the numbered type into `fact`; false if no type has that number.
template <std::size_t index = 0>
bool chooseType(std::uint64_t type, TraceFact& fact) {
    if constexpr (index < std::variant_size_v<TraceFact>) {
        if (Fields<std::variant_alternative_t<index, TraceFact>>::type != type)
            return chooseType<index + 1>(type, fact);
        fact.emplace<index>();
        return true;
    } else {
        return false;
    }
}

TraceTime later(CborReader& cbor, TraceTime previous) {
    const std::uint64_t passed = cbor.unsignedInteger();
    if (std::in_range<std::int64_t>(passed)) {
        const auto sum = checkedAdd(std::int64_t{previous.count()}, static_cast<std::int64_t>(passed));
        if (sum) return TraceTime(*sum);
    }
    cbor.fail("a time out of range");
    return previous;
}

}  // namespace

bool decodeEvent(CborReader& cbor, TraceTime previous, TraceEvent& event) {
    const std::uint64_t items = cbor.array();
    if (items < 4) cbor.fail("expected an event: an array of at least four items");
    const std::uint64_t type = cbor.unsignedInteger();
    event.time = later(cbor, previous);
    event.request = RequestId{cbor.unsignedInteger()};
    bool isKnown = chooseType(type, event.fact);
    if (isKnown) {
        FactDecoder decoder(cbor);
        std::visit([&](auto& fact) { decoder.read(fact); }, event.fact);
        isKnown = !decoder.hasUnknownEnumerator();
    } else {
        cbor.skip();
    }
    for (std::uint64_t i = 4; i < items && cbor.isGood(); ++i) cbor.skip();
    return isKnown && cbor.isGood();
}

}  // namespace msao::engine
