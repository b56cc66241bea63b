// SPDX-License-Identifier: Apache-2.0
// An archive that makes every field empty, which is what a field that is not on the wire means.
#pragma once

#include "protocol/codec/fields/field_rules.h"

#include "msao/engine/mode.h"

#include <cstddef>
#include <type_traits>
#include <variant>

namespace msao::protocol {

class FieldReset {
public:
    void number(int, auto& value, auto) { clear(value); }
    void real(int, double& value, double) { value = 0; }
    void flag(int, bool& value) { value = false; }
    void choice(int, auto& value, auto) { clear(value); }
    void mode(int, engine::Mode& value) { clear(value); }
    void refusalCode(int, auto& value) { clear(value); }
    void text(int, auto& value, std::size_t) { clear(value); }
    void bytes(int, auto& value, std::size_t) { clear(value); }
    void octets(int, auto& value) { clear(value); }
    void tokens(int, auto& value, std::size_t) { clear(value); }
    void fractions(int, auto& value, std::size_t) { clear(value); }
    void bits(int, auto& value, std::size_t) { clear(value); }
    void positions(int, auto& value, std::size_t) { clear(value); }
    void part(int, auto& value) { fields(*this, value); }
    void parts(int, auto& values, std::size_t) { clear(values); }
    void maybe(int, auto& value, auto) { value.reset(); }
    template <std::size_t Index>
    void either(int key, int, auto& value, auto visit) {
        if constexpr (Index == 0) visit(*this, key, value.template emplace<0>());
    }

private:
    template <typename Value>
    static void clear(Value& value) {
        value = Value{};
    }
};

/// A `Struct` with nothing in it; its own defaults are for who fills it in, not for the wire.
template <typename Struct>
Struct emptyOnTheWire() {
    Struct value;
    FieldReset reset;
    fields(reset, value);
    return value;
}

}  // namespace msao::protocol
