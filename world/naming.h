// SPDX-License-Identifier: Apache-2.0
// Noun phrases.
#pragma once

#include "world/draws.h"
#include "world/sight.h"

#include <optional>
#include <string>
#include <vector>

namespace msao::world {

/// "big red star"; without a kind "big red thing". The region is not part of it.
std::string nounPhrase(const Mention& mention);
std::string pluralPhrase(const Mention& mention);  // "red stars", "things"
std::string definite(const Mention& mention);      // "the red star"
std::string indefinite(const Mention& mention);    // "an orange star"

/// Which attributes a name may use.
struct NameParts {
    bool colour = true;
    bool kind = true;
    bool size = true;
};

/// A name that fits `which` and nothing else in sight; nothing where there is none.
std::optional<Mention> drawUniqueName(const Seen& which, const std::vector<Seen>& sight, NameParts parts, Draws& draws);

}  // namespace msao::world
