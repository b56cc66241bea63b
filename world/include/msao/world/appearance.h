// SPDX-License-Identifier: Apache-2.0
// What things of the demo world can look like, and what the grammar calls it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace msao::world {

enum class Colour : std::uint8_t { Red, Orange, Yellow, Green, Blue, Purple, White, Black };
enum class Kind : std::uint8_t { Circle, Square, Triangle, Star, Cross, Heart };
enum class Size : std::uint8_t { Small, Big };
/// Seen, never asked about: it keeps colour and kind from being learnt by heart.
enum class Texture : std::uint8_t { Plain, Striped, Dotted, Checked };

inline constexpr std::array kAllColours = {Colour::Red,  Colour::Orange, Colour::Yellow, Colour::Green,
                                           Colour::Blue, Colour::Purple, Colour::White,  Colour::Black};
inline constexpr std::array kAllKinds = {Kind::Circle, Kind::Square, Kind::Triangle,
                                         Kind::Star,   Kind::Cross,  Kind::Heart};
inline constexpr std::array kAllSizes = {Size::Small, Size::Big};
inline constexpr std::array kAllTextures = {Texture::Plain, Texture::Striped, Texture::Dotted, Texture::Checked};

std::string_view word(Colour colour);
std::string_view word(Kind kind);
std::string_view word(Size size);
std::string_view word(Texture texture);

/// A ninth of the picture: row 0 is the top, column 0 the left.
struct Region {
    int row = 1;
    int column = 1;

    bool operator==(const Region&) const = default;
};

inline constexpr int kRegionsPerSide = 3;

/// "at the top left", "in the middle", "on the right" ...
std::string_view phrase(Region region);

enum class Direction : std::uint8_t { Left, Right, Up, Down };
std::string_view word(Direction direction);

/// "zero" ... "nine"; larger numbers do not occur.
std::string_view numberWord(std::size_t number);

}  // namespace msao::world
