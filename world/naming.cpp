// SPDX-License-Identifier: Apache-2.0
#include "world/naming.h"

namespace msao::world {

namespace {

std::string adjectives(const Mention& mention) {
    std::string words;
    if (mention.size) words += std::string(word(*mention.size)) + " ";
    if (mention.colour) words += std::string(word(*mention.colour)) + " ";
    return words;
}

}  // namespace

std::string nounPhrase(const Mention& mention) {
    return adjectives(mention) + (mention.kind ? std::string(word(*mention.kind)) : "thing");
}

std::string pluralPhrase(const Mention& mention) {
    return nounPhrase(mention) + (mention.kind == Kind::Cross ? "es" : "s");
}

std::string definite(const Mention& mention) {
    return "the " + nounPhrase(mention);
}

std::string indefinite(const Mention& mention) {
    const std::string noun = nounPhrase(mention);
    return (noun.front() == 'o' ? "an " : "a ") + noun;  // orange is the only word with a vowel in front
}

std::optional<Mention> drawUniqueName(const Seen& which, const std::vector<Seen>& sight, NameParts parts,
                                      Draws& draws) {
    std::vector<Mention> names;
    for (int chosen = 1; chosen < 8; ++chosen) {
        const bool hasColour = chosen & 1;
        const bool hasKind = chosen & 2;
        const bool hasSize = chosen & 4;
        if ((hasColour && !parts.colour) || (hasKind && !parts.kind) || (hasSize && !parts.size)) continue;
        Mention name;
        if (hasColour) name.colour = which.is.colour;
        if (hasKind) name.kind = which.is.kind;
        if (hasSize) name.size = which.is.size;
        if (countFitting(name, sight) == 1) names.push_back(name);
    }
    if (names.empty()) return {};
    return draws.oneOf(names);
}

}  // namespace msao::world
