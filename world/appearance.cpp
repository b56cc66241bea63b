// SPDX-License-Identifier: Apache-2.0
#include "msao/world/appearance.h"

#include <cassert>

namespace msao::world {

std::string_view word(Colour colour) {
    static constexpr std::array<std::string_view, kAllColours.size()> kWords = {"red",  "orange", "yellow", "green",
                                                                                "blue", "purple", "white",  "black"};
    return kWords[static_cast<std::size_t>(colour)];
}

std::string_view word(Kind kind) {
    static constexpr std::array<std::string_view, kAllKinds.size()> kWords = {"circle", "square", "triangle",
                                                                              "star",   "cross",  "heart"};
    return kWords[static_cast<std::size_t>(kind)];
}

std::string_view word(Size size) {
    return size == Size::Small ? "small" : "big";
}

std::string_view word(Texture texture) {
    static constexpr std::array<std::string_view, kAllTextures.size()> kWords = {"plain", "striped", "dotted",
                                                                                 "checked"};
    return kWords[static_cast<std::size_t>(texture)];
}

std::string_view word(Direction direction) {
    static constexpr std::array<std::string_view, 4> kWords = {"left", "right", "up", "down"};
    return kWords[static_cast<std::size_t>(direction)];
}

std::string_view phrase(Region region) {
    static constexpr std::array<std::string_view, 9> kPhrases = {
        "at the top left", "at the top",         "at the top right", "on the left",        "in the middle",
        "on the right",    "at the bottom left", "at the bottom",    "at the bottom right"};
    return kPhrases[static_cast<std::size_t>(region.row * kRegionsPerSide + region.column)];
}

std::string_view numberWord(std::size_t number) {
    static constexpr std::array<std::string_view, 10> kWords = {"zero", "one", "two",   "three", "four",
                                                                "five", "six", "seven", "eight", "nine"};
    assert(number < kWords.size());
    return kWords[number];
}

}  // namespace msao::world
