// SPDX-License-Identifier: Apache-2.0
#include "msao/world/named_things.h"

#include "world/answer_words.h"
#include "world/sight.h"

#include <cctype>
#include <optional>
#include <string>
#include <utility>

namespace msao::world {
namespace {

bool isLetter(char letter) {
    return std::isalpha(static_cast<unsigned char>(letter)) != 0;
}

/// A noun with what was said of it before.
struct Name {
    std::optional<std::size_t> begin;  // none: no word of it was read yet
    Mention mention;
};

bool isArticle(std::string_view word) {
    return word == "a" || word == "an" || word == "the";
}

/// Takes words one by one; a noun ends a name.
class NameReader {
public:
    std::optional<Name> take(const std::string& word, std::size_t begin) {
        const auto kind = parseKind(word);
        const auto size = parseSize(word);
        const auto colour = parseColour(word);
        const bool isNoun = kind || word == "thing";
        const bool opens = isArticle(word) || parseNumber(word);
        if (opens || !(isNoun || size || colour)) m_pending = {};
        if ((opens || isNoun || size || colour) && !m_pending.begin) m_pending.begin = begin;
        if (size) m_pending.mention.size = size;
        if (colour) m_pending.mention.colour = colour;
        if (!isNoun) return {};
        m_pending.mention.kind = kind;
        return std::exchange(m_pending, {});
    }

private:
    Name m_pending;
};

}  // namespace

std::vector<NamedThing> namedThings(std::string_view text, const Situation& situation) {
    const std::vector<Seen> sight = sightOf(situation);
    std::vector<NamedThing> named;
    NameReader names;
    for (std::size_t begin = 0; begin < text.size(); ++begin) {
        if (!isLetter(text[begin])) continue;
        std::size_t end = begin;
        while (end < text.size() && isLetter(text[end])) ++end;
        for (const std::string& own : wordsOf(text.substr(begin, end - begin))) {
            const std::optional<Name> name = names.take(own, begin);
            if (!name) continue;
            named.push_back({*name->begin, end, {}});
            for (const Seen& seen : sight) {
                if (fits(name->mention, seen.is)) named.back().objects.push_back(seen.object);
            }
        }
        begin = end;
    }
    return named;
}

}  // namespace msao::world
