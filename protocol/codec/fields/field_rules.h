// SPDX-License-Identifier: Apache-2.0
// How the files beside this one describe a message: one function `fields` a struct names every field once, with its key
// and its bounds, and serves writer, reader and checker alike, so that they cannot drift apart. Keys are on the wire:
// they are never reused, only appended.
//
// An archive offers
//   number(key, integer or id, max)            flag(key, bool)          choice(key, enum, last)
//   real(key, double, max)                     text(key, string, max)   bytes(key, QByteArray, max)
//   octets(key, Octets)                        tokens, fractions, bits, positions(key, vector, max)
//   part(key, struct)                          parts(key, vector of structs, max)
//   maybe(key, optional, [](archive, key, value))
//   either<index>(key, the other key, variant, [](archive, key, alternative))
// Numbers and reals are never negative. A field that is zero, empty, false or absent is not written.
#pragma once

#include <concepts>
#include <cstdint>
#include <type_traits>

namespace msao::protocol {

/// A `Struct` to be written (const) or read.
template <typename T, typename Struct>
concept FieldsOf = std::same_as<std::remove_const_t<T>, Struct>;

/// The number that a message begins with; never reused.
template <typename Message>
inline constexpr std::uint32_t kMessageType = 0;

// Bounds of reals: wide, they only keep arithmetic finite.
inline constexpr double kMaxMs = 1e9;
inline constexpr double kMaxReal = 1e12;

}  // namespace msao::protocol
