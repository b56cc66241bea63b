// SPDX-License-Identifier: Apache-2.0
// Integers, ids and enums as the wire has them.
#pragma once

#include <cstdint>
#include <type_traits>

namespace msao::protocol {

/// Negative ones become larger than every bound.
template <typename Number>
constexpr std::uint64_t toWire(Number number) {
    if constexpr (std::is_enum_v<Number>) {
        return toWire(static_cast<std::underlying_type_t<Number>>(number));
    } else if constexpr (std::is_signed_v<Number>) {
        return static_cast<std::uint64_t>(static_cast<std::int64_t>(number));
    } else {
        return number;
    }
}

}  // namespace msao::protocol
