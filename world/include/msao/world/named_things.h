// SPDX-License-Identifier: Apache-2.0
// Which things the words of a question or an answer name: what a model has to look at.
#pragma once

#include "msao/world/question.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace msao::world {

/// A noun with the article, number and adjectives before it.
struct NamedThing {
    std::size_t begin = 0;               // of its first word in the text
    std::size_t end = 0;                 // of the noun: one behind its last letter
    std::vector<std::size_t> objects{};  // those in sight that it fits; a name may fit nothing

    bool operator==(const NamedThing&) const = default;
};

/// In the order of the text. Misspelt nouns are overlooked.
std::vector<NamedThing> namedThings(std::string_view text, const Situation& situation);

}  // namespace msao::world
