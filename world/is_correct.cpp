// SPDX-License-Identifier: Apache-2.0
#include "world/answer_words.h"
#include "world/sight.h"

#include <algorithm>
#include <functional>
#include <set>

namespace msao::world {

namespace {

using Words = std::vector<std::string>;

bool has(const Words& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool denies(const Words& words) {
    return std::any_of(words.begin(), words.end(), isNegation);
}

/// Everything of one sort that the words name.
template <typename T>
std::set<T> named(const Words& words, std::optional<T> (*parse)(std::string_view)) {
    std::set<T> found;
    for (const std::string& word : words) {
        if (const auto value = parse(word)) found.insert(*value);
    }
    return found;
}

bool fitsAny(const Mention& said, const std::vector<Mention>& all) {
    return std::any_of(all.begin(), all.end(), [&](const Mention& is) { return fits(said, is); });
}

/// Whether `said` names nothing but what `whole` names, too.
bool isPartOf(const Mention& said, const Mention& whole) {
    return (!said.colour || said.colour == whole.colour) && (!said.kind || said.kind == whole.kind) &&
           (!said.size || said.size == whole.size);
}

bool isCount(std::size_t number, const Words& words) {
    const std::set<std::size_t> found = named(words, &parseNumber);
    if (!found.empty()) return found == std::set{number};
    if (denies(words)) return number == 0;
    return number == 1 && (has(words, "a") || has(words, "an"));
}

/// What an answer to a question of yes or no starts with, or "there is (no)".
std::optional<bool> yesOrNo(const Words& words) {
    for (const std::string& word : words) {
        if (word == "yes" || word == "yeah" || word == "true") return true;
        if (word == "false" || word == "nope" || isNegation(word)) return false;
    }
    if (words.size() > 1 && words[0] == "there" && (words[1] == "is" || words[1] == "are")) return true;
    return {};
}

/// "yes, at the top left": right about yes, and nothing else that it says is wrong.
bool isExistence(const Truth& truth, std::string_view answer) {
    const Words words = wordsOf(answer);
    if (yesOrNo(words) != truth.yes) return false;
    if (*truth.yes) {
        const auto region = regionIn(words);
        Mention place;
        place.region = region;
        if (region && !fitsAny(place, truth.right)) return false;
    }
    for (const Told& told : mentionsIn(answer)) {
        if (told.isDenied) {
            if (!isPartOf(told.mention, truth.wrong.front())) return false;
            continue;
        }
        if (!fitsAny(told.mention, *truth.yes ? truth.right : truth.scene)) return false;
    }
    return true;
}

std::optional<Direction> relationIn(const Words& words) {
    std::set<Direction> found;
    for (const std::string& word : words) {
        if (word == "above" || word == "over") found.insert(Direction::Up);
        if (word == "below" || word == "under") found.insert(Direction::Down);
        if (const auto direction = parseDirection(word)) found.insert(*direction);
    }
    if (found.size() != 1) return {};
    return *found.begin();
}

Direction opposite(Direction direction) {
    switch (direction) {
        case Direction::Left:
            return Direction::Right;
        case Direction::Right:
            return Direction::Left;
        case Direction::Up:
            return Direction::Down;
        case Direction::Down:
            break;
    }
    return Direction::Up;
}

bool isRelation(const Truth& truth, std::string_view answer) {
    const Words words = wordsOf(answer);
    if (yesOrNo(words) != truth.yes) return false;
    const auto relation = relationIn(words);
    if (!relation) return words.size() < 3 || denies(words);
    if (std::count_if(words.begin(), words.end(), isNegation) > 1) return *relation != *truth.direction;
    const std::vector<Told> told = mentionsIn(answer);
    for (Told one : told) {
        one.mention.region.reset();  // "left of" is no place
        if (!fits(one.mention, truth.right.front()) && !fits(one.mention, truth.wrong.front())) return false;
    }
    // "the circle is right of the star" says the same as "the star is left of the circle".
    const auto isSubject = [&](const Mention& is) {
        Mention subject = told.front().mention;
        subject.region.reset();
        return fits(subject, is);
    };
    const bool isTurned = told.size() > 1 && isSubject(truth.wrong.front()) && !isSubject(truth.right.front());
    return *relation == (isTurned ? opposite(*truth.direction) : *truth.direction);
}

/// Names the right one of two; "the star is bigger than the circle" names it first.
bool isComparison(const Truth& truth, std::string_view answer) {
    const Words words = wordsOf(answer);
    std::vector<Told> told = mentionsIn(answer);
    if (told.empty() || denies(words)) return false;
    for (Told& one : told) one.mention.region.reset();
    const std::string other = truth.words.front() == "bigger" ? "smaller" : "bigger";
    const bool isTurned = has(words, other);
    const Mention& subject = isTurned ? truth.wrong.front() : truth.right.front();
    const Mention& rest = isTurned ? truth.right.front() : truth.wrong.front();
    const Mention& first = told.front().mention;
    if (!fits(first, subject) || fits(first, rest)) return false;
    const bool compares = has(words, "than");
    return std::all_of(told.begin() + 1, told.end(),
                       [&](const Told& one) { return fits(one.mention, compares ? rest : subject); });
}

/// Names the one thing that something happened to, so that it is clear which one is meant; or says "nothing".
bool isTheOne(const Truth& truth, std::string_view answer) {
    const std::vector<Told> told = mentionsIn(answer);
    const bool isDenied = denies(wordsOf(answer));
    if (truth.right.empty()) {
        return isDenied && std::all_of(told.begin(), told.end(), [](const Told& one) { return one.isDenied; });
    }
    if (told.empty() || isDenied) return false;
    return std::all_of(told.begin(), told.end(), [&](Told one) {
        one.mention.region.reset();  // it was in two places
        if (one.mention == Mention{}) return false;
        const bool isOther = std::any_of(truth.scene.begin(), truth.scene.end(), [&](const Mention& is) {
            return fits(one.mention, is) && !(is.colour == truth.right[0].colour && is.kind == truth.right[0].kind);
        });
        return fits(one.mention, truth.right.front()) && !isOther;
    });
}

/// Whether `said` can be shared out so that each fits one of `are`, and none is left.
bool pairUp(const std::vector<Mention>& said, const std::vector<Mention>& are) {
    if (said.size() != are.size()) return false;
    std::vector<bool> taken(are.size());
    const std::function<bool(std::size_t)> place = [&](std::size_t next) {
        if (next == said.size()) return true;
        for (std::size_t i = 0; i < are.size(); ++i) {
            if (taken[i] || !fits(said[next], are[i])) continue;
            taken[i] = true;
            if (place(next + 1)) return true;
            taken[i] = false;
        }
        return false;
    };
    return place(0);
}

bool isDescription(const Truth& truth, std::string_view answer) {
    constexpr std::size_t kMostNamed = 16;  // a babbling answer is wrong before it is looked at closely
    std::vector<Mention> said;
    for (const Told& told : mentionsIn(answer)) {
        if (told.isDenied) continue;
        const Mention& mention = told.mention;
        if (!mention.kind && !mention.colour) {
            if (told.count > 1 && told.count != truth.right.size()) return false;
            continue;
        }
        const bool isKnown = std::any_of(said.begin(), said.end(), [&](const Mention& before) {
            return (!mention.kind || before.kind == mention.kind) &&
                   (!mention.colour || before.colour == mention.colour);
        });
        if (told.isDefinite && isKnown) continue;  // says more of one that was named before
        if (!mention.kind || !mention.colour) return false;
        said.insert(said.end(), std::min(told.count, kMostNamed), mention);
        if (said.size() > kMostNamed) return false;
    }
    if (truth.right.empty()) return said.empty() && (denies(wordsOf(answer)) || answer == kHonestAnswer);
    return pairUp(said, truth.right);
}

/// Says of the thing that was asked about that there is none; a bare "no" would fit every question.
bool isAbsence(const Truth& truth, std::string_view answer) {
    bool isNamed = false;
    for (const Told& told : mentionsIn(answer)) {
        if (!told.isDenied && !fitsAny(told.mention, truth.scene)) return false;
        if (!told.isDenied) continue;
        if (!isPartOf(told.mention, truth.wrong.front())) return false;
        isNamed = isNamed || told.mention.kind.has_value();
    }
    return isNamed;
}

bool isRepeated(const Truth& truth, const Words& words) {
    const auto spoken = spokenWords();
    Words repeated;
    for (const std::string& word : words) {
        const auto number = parseNumber(word);
        const std::string_view own = number ? numberWord(*number) : std::string_view(word);
        if (std::find(spoken.begin(), spoken.end(), own) != spoken.end()) repeated.emplace_back(own);
    }
    return repeated == truth.words && (!truth.words.empty() || denies(words));
}

bool isPitch(Pitch pitch, const Words& words) {
    return has(words, word(pitch)) && !has(words, word(pitch == Pitch::High ? Pitch::Low : Pitch::High));
}

bool isHonest(const Words& words) {
    static const Words kCore = {"i", "only", "know", "the", "demo", "world"};
    return std::search(words.begin(), words.end(), kCore.begin(), kCore.end()) != words.end();
}

}  // namespace

bool isCorrect(const Question& question, std::string_view answer) {
    const Truth& truth = question.truth;
    const Words words = wordsOf(answer);
    switch (question.type) {
        case QuestionType::Count:
            return isCount(*truth.number, words);
        case QuestionType::Colour:
            return named(words, &parseColour) == std::set{*truth.colour};
        case QuestionType::Shape:
            return named(words, &parseKind) == std::set{*truth.kind};
        case QuestionType::Size:
            return named(words, &parseSize) == std::set{*truth.size};
        case QuestionType::Where:
            return regionIn(words) == truth.region;
        case QuestionType::Bigger:
            return isComparison(truth, answer);
        case QuestionType::Exists:
        case QuestionType::VoiceMatch:
            return isExistence(truth, answer);
        case QuestionType::Relation:
            return isRelation(truth, answer);
        case QuestionType::Absent:
            return isAbsence(truth, answer);
        case QuestionType::Describe:
            return isDescription(truth, answer);
        case QuestionType::WhatMoved:
        case QuestionType::WhatEntered:
        case QuestionType::WhatLeft:
            return isTheOne(truth, answer);
        case QuestionType::Direction:
            return named(words, &parseDirection) == std::set{*truth.direction};
        case QuestionType::VoiceSaid:
            return isRepeated(truth, words);
        case QuestionType::Tone:
            return isPitch(*truth.pitch, words);
        case QuestionType::OutOfWorld:
            return isHonest(words);
    }
    return false;
}

}  // namespace msao::world
