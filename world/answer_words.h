// SPDX-License-Identifier: Apache-2.0
// What an answer says, read back: for checking answers in whatever words they come.
#pragma once

#include "msao/world/question.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace msao::world {

/// A part of a sentence: up to a comma, a full stop, or "and".
struct Clause {
    std::vector<std::string> words;  // lower case, in the grammar's own words: "large" is "big", "stars" is "star"
};

std::vector<Clause> clausesOf(std::string_view answer);
std::vector<std::string> wordsOf(std::string_view answer);

std::optional<Colour> parseColour(std::string_view word);
std::optional<Kind> parseKind(std::string_view word);
std::optional<Size> parseSize(std::string_view word);
std::optional<std::size_t> parseNumber(std::string_view word);  // "three" and "3"
std::optional<Direction> parseDirection(std::string_view word);

/// Whether it denies: no, not, nothing, none ...
bool isNegation(std::string_view word);

/// The one region that the words tell; nothing if they tell none, or contradict themselves.
std::optional<Region> regionIn(const std::vector<std::string>& words);

/// A noun phrase as an answer puts it.
struct Told {
    std::size_t count = 1;
    bool isDefinite = false;  // "the red star"
    bool isDenied = false;    // "no red star"
    Mention mention;
};

/// The noun phrases of an answer in order, with the places that belong to them.
std::vector<Told> mentionsIn(std::string_view answer);

}  // namespace msao::world
