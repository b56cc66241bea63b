// SPDX-License-Identifier: Apache-2.0
// Which things a question's words name: what a model has to look at to answer it.
#pragma once

#include "msao/world/question.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace msao::world {

/// A noun with the adjectives before it.
struct NamedThing {
    std::size_t end = 0;                 // of the noun in the text: one behind its last letter
    std::vector<std::size_t> objects{};  // those in sight that it fits; a name may fit nothing

    bool operator==(const NamedThing&) const = default;
};

/// In the order of the text. Misspelt nouns are overlooked.
std::vector<NamedThing> namedThings(std::string_view text, const Situation& situation);

}  // namespace msao::world
