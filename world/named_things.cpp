// SPDX-License-Identifier: Apache-2.0
#include "msao/world/named_things.h"

#include "world/answer_words.h"
#include "world/sight.h"

#include <cctype>
#include <string>
#include <utility>

namespace msao::world {
namespace {

bool isLetter(char letter) {
    return std::isalpha(static_cast<unsigned char>(letter)) != 0;
}

/// Takes words one by one; a noun ends a name.
class NameReader {
public:
    std::optional<Mention> take(const std::string& text) {
        const auto kind = parseKind(text);
        if (kind || text == "thing") {
            m_pending.kind = kind;
            return std::exchange(m_pending, {});
        }
        if (const auto size = parseSize(text)) {
            m_pending.size = size;
        } else if (const auto colour = parseColour(text)) {
            m_pending.colour = colour;
        } else {
            m_pending = {};
        }
        return {};
    }

private:
    Mention m_pending;
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
            const std::optional<Mention> mention = names.take(own);
            if (!mention) continue;
            named.push_back({end, {}});
            for (const Seen& seen : sight) {
                if (fits(*mention, seen.is)) named.back().objects.push_back(seen.object);
            }
        }
        begin = end;
    }
    return named;
}

}  // namespace msao::world
