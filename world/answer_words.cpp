// SPDX-License-Identifier: Apache-2.0
#include "world/answer_words.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace msao::world {

namespace {

/// Other words for the grammar's own.
constexpr std::array<std::pair<std::string_view, std::string_view>, 31> kSynonyms = {
    {{"large", "big"},      {"larger", "bigger"},      {"little", "small"},  {"tiny", "small"},
     {"huge", "big"},       {"violet", "purple"},      {"disc", "circle"},   {"disk", "circle"},
     {"ball", "circle"},    {"plus", "cross"},         {"box", "square"},    {"upper", "top"},
     {"lower", "bottom"},   {"center", "middle"},      {"centre", "middle"}, {"isn't", "not"},
     {"isnt", "not"},       {"don't", "not"},          {"dont", "not"},      {"object", "thing"},
     {"objects", "thing"},  {"things", "thing"},       {"shapes", "shape"},  {"circles", "circle"},
     {"squares", "square"}, {"triangles", "triangle"}, {"stars", "star"},    {"crosses", "cross"},
     {"hearts", "heart"},   {"upwards", "up"},         {"downwards", "down"}}};

std::string ownWord(std::string word) {
    const auto found =
        std::find_if(kSynonyms.begin(), kSynonyms.end(), [&](const auto& pair) { return pair.first == word; });
    return found == kSynonyms.end() ? word : std::string(found->second);
}

template <typename T, std::size_t N>
std::optional<T> parsed(std::string_view text, const std::array<T, N>& all) {
    const auto found = std::find_if(all.begin(), all.end(), [&](T value) { return word(value) == text; });
    if (found == all.end()) return {};
    return *found;
}

bool endsClause(char letter) {
    return letter == ',' || letter == '.' || letter == ';' || letter == ':' || letter == '!' || letter == '?';
}

}  // namespace

std::vector<Clause> clausesOf(std::string_view answer) {
    std::vector<Clause> clauses(1);
    std::string current;
    const auto endWord = [&] {
        if (current.empty()) return;
        if (current == "and" || current == "while") {
            clauses.emplace_back();
        } else {
            clauses.back().words.push_back(ownWord(current));
        }
        current.clear();
    };
    for (const char letter : answer) {
        const auto byte = static_cast<unsigned char>(letter);
        if (std::isalnum(byte) || letter == '\'') {
            current += static_cast<char>(std::tolower(byte));
            continue;
        }
        endWord();
        if (endsClause(letter)) clauses.emplace_back();
    }
    endWord();
    std::erase_if(clauses, [](const Clause& clause) { return clause.words.empty(); });
    return clauses;
}

std::vector<std::string> wordsOf(std::string_view answer) {
    std::vector<std::string> words;
    for (Clause& clause : clausesOf(answer)) words.insert(words.end(), clause.words.begin(), clause.words.end());
    return words;
}

std::optional<Colour> parseColour(std::string_view text) {
    return parsed(text, kAllColours);
}

std::optional<Kind> parseKind(std::string_view text) {
    return parsed(text, kAllKinds);
}

std::optional<Size> parseSize(std::string_view text) {
    return parsed(text, kAllSizes);
}

std::optional<std::size_t> parseNumber(std::string_view text) {
    constexpr std::size_t kNumbers = 10;
    for (std::size_t number = 0; number < kNumbers; ++number) {
        if (text == numberWord(number) || text == std::to_string(number)) return number;
    }
    return {};
}

std::optional<Direction> parseDirection(std::string_view text) {
    static constexpr std::array kAll = {Direction::Left, Direction::Right, Direction::Up, Direction::Down};
    return parsed(text, kAll);
}

bool isNegation(std::string_view text) {
    static constexpr std::array<std::string_view, 7> kWords = {"no",      "not",     "nothing", "none",
                                                               "neither", "without", "never"};
    return std::find(kWords.begin(), kWords.end(), text) != kWords.end();
}

std::optional<Region> regionIn(const std::vector<std::string>& words) {
    const auto has = [&](std::string_view word) { return std::find(words.begin(), words.end(), word) != words.end(); };
    const bool top = has("top");
    const bool bottom = has("bottom");
    const bool left = has("left");
    const bool right = has("right");
    if ((top && bottom) || (left && right) || !(top || bottom || left || right || has("middle"))) return {};
    return Region{top ? 0 : bottom ? 2 : 1, left ? 0 : right ? 2 : 1};
}

namespace {

/// Reads one clause word by word.
class PhraseReader {
public:
    explicit PhraseReader(const Clause& clause) {
        for (const std::string& text : clause.words) take(text);
        // An adjective without a noun behind it tells of the last one: "the star is blue".
        if (m_told.empty()) return;
        Mention& last = m_told.back().mention;
        if (!last.colour) last.colour = m_pending.mention.colour;
        if (!last.size) last.size = m_pending.mention.size;
        m_told.front().mention.region = regionIn(clause.words);
    }

    std::vector<Told> told() && { return std::move(m_told); }

private:
    void take(const std::string& text) {
        if (isNegation(text)) m_isDenied = true;
        const auto kind = parseKind(text);
        if (kind || isNoun(text)) {
            m_pending.mention.kind = kind;
            m_pending.isDenied = m_isDenied;
            m_told.push_back(std::exchange(m_pending, {}));
        } else if (const auto number = parseNumber(text)) {
            m_pending.count = *number;
        } else if (const auto size = parseSize(text)) {
            m_pending.mention.size = size;
        } else if (const auto colour = parseColour(text)) {
            m_pending.mention.colour = colour;
        } else {
            m_pending.isDefinite = text == "the";  // right in front of the noun and its adjectives, or not at all
        }
    }

    /// "one" after an adjective or "the" stands for a thing.
    bool isNoun(const std::string& text) const {
        return text == "thing" || (text == "one" && (m_pending.isDefinite || m_pending.mention != Mention{}));
    }

    std::vector<Told> m_told;
    Told m_pending;
    bool m_isDenied = false;
};

}  // namespace

std::vector<Told> mentionsIn(std::string_view answer) {
    std::vector<Told> all;
    std::optional<Region> waiting;  // a place in a clause of its own
    for (const Clause& clause : clausesOf(answer)) {
        std::vector<Told> told = PhraseReader(clause).told();
        if (told.empty()) {
            const auto region = regionIn(clause.words);
            if (region && !all.empty() && !all.back().mention.region) {
                all.back().mention.region = region;
            } else if (region) {
                waiting = region;
            }
            continue;
        }
        if (waiting && !told.front().mention.region) told.front().mention.region = std::exchange(waiting, {});
        all.insert(all.end(), told.begin(), told.end());
    }
    return all;
}

}  // namespace msao::world
