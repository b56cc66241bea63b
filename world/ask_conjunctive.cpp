// SPDX-License-Identifier: Apache-2.0
// Questions that need a search by two attributes at once. Their answers say where or what was found.
#include "world/asker.h"
#include "world/naming.h"
#include "world/wording.h"

#include <algorithm>

namespace msao::world {

namespace {

struct Pair {
    Seen first;
    Seen second;
};

/// Pairs of objects in random order of which `isWanted(first, second)` holds.
template <typename IsWanted>
std::vector<Pair> pairs(const std::vector<Seen>& sight, IsWanted isWanted) {
    std::vector<Pair> found;
    for (const Seen& first : sight) {
        for (const Seen& second : sight) {
            if (first.object != second.object && isWanted(first, second)) found.push_back({first, second});
        }
    }
    return found;
}

std::vector<Mention> witnesses(const Mention& wanted, const std::vector<Seen>& sight) {
    std::vector<Mention> found;
    for (const Seen& seen : sight) {
        if (fits(wanted, seen.is)) found.push_back(seen.is);
    }
    return found;
}

/// What is there instead of `wanted`, if that can be said without doubt; otherwise that it is not there.
std::string denial(const Mention& wanted, const std::vector<Seen>& sight) {
    const std::string plain = "no, there is no " + nounPhrase(wanted);
    if (!wanted.kind || !wanted.colour) return plain;
    Mention same;
    same.kind = wanted.kind;
    const std::vector<Mention> sameKind = witnesses(same, sight);
    if (sameKind.size() == 1) return "no, " + definite(same) + " is " + std::string(word(*sameKind[0].colour));
    same.kind.reset();
    same.colour = wanted.colour;
    const std::vector<Mention> sameColour = witnesses(same, sight);
    if (sameColour.size() == 1) return "no, " + definite(same) + " is a " + std::string(word(*sameColour[0].kind));
    return plain;
}

/// A colour and a kind that are not there together, though each of them is, where the picture allows it.
Mention drawUnseen(Asker& asker) {
    constexpr int kTries = 40;
    Mention wanted;
    for (int i = 0; i < kTries; ++i) {
        const bool isNear = asker.sight.size() > 1 && i < kTries / 2;
        wanted.colour =
            isNear ? asker.draws.oneOf(asker.sight).is.colour : kAllColours[asker.draws.below(kAllColours.size())];
        wanted.kind = isNear ? asker.draws.oneOf(asker.sight).is.kind : kAllKinds[asker.draws.below(kAllKinds.size())];
        if (countFitting(wanted, asker.sight) == 0) break;
    }
    return wanted;
}

enum class Axis { Across, Down };

/// -1, 0, 1: how the first lies to the second.
int order(const Seen& first, const Seen& second, Axis axis) {
    const int difference = axis == Axis::Across ? first.is.region->column - second.is.region->column
                                                : first.is.region->row - second.is.region->row;
    return (difference > 0) - (difference < 0);
}

std::string relationWords(Axis axis, int sign, Draws& draws) {
    if (axis == Axis::Down) return sign < 0 ? "above" : draws.chance(0.7) ? "below" : "under";
    const std::string side = sign < 0 ? "left of" : "right of";
    return draws.chance(0.4) ? "to the " + side : side;
}

Direction directionOf(Axis axis, int sign) {
    if (axis == Axis::Across) return sign < 0 ? Direction::Left : Direction::Right;
    return sign < 0 ? Direction::Up : Direction::Down;
}

}  // namespace

void answerExistence(Question& question, const Mention& wanted, Asker& asker) {
    question.truth.right = witnesses(wanted, asker.sight);
    question.truth.wrong = {wanted};
    question.truth.yes = !question.truth.right.empty();
    const std::string noun = nounPhrase(wanted);
    if (*question.truth.yes) {
        for (const Seen& seen : asker.sight) {
            if (fits(wanted, seen.is)) question.objects.push_back(seen.object);
        }
        const std::string place(phrase(*question.truth.right.front().region));
        question.canonical = "yes, " + place;
        question.answer = asker.phrased(
            question.canonical, {"yes, there is one " + place, "yes, there is " + indefinite(wanted) + " " + place});
        return;
    }
    question.canonical = denial(wanted, asker.sight);
    question.answer = asker.phrased(question.canonical, {"no, there is no " + noun, "no, i see no " + noun});
}

Asked askExists(Asker& asker) {
    if (asker.sight.empty()) return {};  // the answer would always be no
    const bool isYes = asker.draws.chance(0.5);
    Mention wanted;
    if (isYes) {
        const Seen& seen = asker.draws.oneOf(asker.sight);
        wanted.colour = seen.is.colour;
        wanted.kind = seen.is.kind;
    } else {
        wanted = drawUnseen(asker);
        if (countFitting(wanted, asker.sight) > 0) return {};
    }
    Question question = asker.begun(QuestionType::Exists);
    question.text = drawQuestion(question.type, asker.options.split,
                                 {{"ax", indefinite(wanted)}, {"xs", pluralPhrase(wanted)}}, asker.draws);
    answerExistence(question, wanted, asker);
    return question;
}

Asked askBigger(Asker& asker) {
    const auto differ = pairs(asker.sight, [](const Seen& a, const Seen& b) { return a.is.size != b.is.size; });
    if (differ.empty()) return {};
    const Pair& pair = asker.draws.oneOf(differ);
    const auto first = drawUniqueName(pair.first, asker.sight, {.size = false}, asker.draws);
    const auto second = drawUniqueName(pair.second, asker.sight, {.size = false}, asker.draws);
    if (!first || !second) return {};
    const bool asksBigger = asker.draws.chance(0.7);
    const bool isFirst = (pair.first.is.size == Size::Big) == asksBigger;
    const std::string more = asksBigger ? "bigger" : "smaller";
    Question question = asker.begun(QuestionType::Bigger);
    question.text = drawQuestion(question.type, asker.options.split,
                                 {{"x", definite(*first)}, {"y", definite(*second)}, {"more", more}}, asker.draws);
    question.objects = {pair.first.object, pair.second.object};
    question.truth.right = {isFirst ? pair.first.is : pair.second.is};
    question.truth.wrong = {isFirst ? pair.second.is : pair.first.is};
    question.truth.words = {more};
    question.canonical = definite(isFirst ? *first : *second);
    question.answer = asker.phrased(
        question.canonical, {question.canonical + " is " + more,
                             question.canonical + " is " + more + " than " + definite(isFirst ? *second : *first)});
    return question;
}

Asked askRelation(Asker& asker) {
    const Axis axis = asker.draws.chance(0.5) ? Axis::Across : Axis::Down;
    const auto apart = pairs(asker.sight, [&](const Seen& a, const Seen& b) { return order(a, b, axis) != 0; });
    if (apart.empty()) return {};
    const Pair& pair = asker.draws.oneOf(apart);
    const auto first = drawUniqueName(pair.first, asker.sight, {.size = false}, asker.draws);
    const auto second = drawUniqueName(pair.second, asker.sight, {.size = false}, asker.draws);
    if (!first || !second) return {};
    const int is = order(pair.first, pair.second, axis);
    const bool isYes = asker.draws.chance(0.5);
    const std::string asked = relationWords(axis, isYes ? is : -is, asker.draws);
    Question question = asker.begun(QuestionType::Relation);
    question.text = drawQuestion(question.type, asker.options.split,
                                 {{"x", definite(*first)}, {"rel", asked}, {"y", definite(*second)}}, asker.draws);
    question.objects = {pair.first.object, pair.second.object};
    question.truth.yes = isYes;
    question.truth.direction = directionOf(axis, is);
    question.truth.right = {pair.first.is};
    question.truth.wrong = {pair.second.is};
    const std::string found = isYes ? asked : relationWords(axis, is, asker.draws);
    // What is seen comes before what follows from it: a yes or no that has to compare two comparisons at once, the
    // asked one with the true one, was not learnt in 50,000 pictures.
    const std::string verdict = isYes ? ", so yes" : ", so no";
    question.canonical = "it is " + found + " " + definite(*second) + verdict;
    question.answer = asker.phrased(
        question.canonical,
        {definite(*first) + " is " + found + " " + definite(*second) + verdict, "it is " + found + " it" + verdict});
    return question;
}

}  // namespace msao::world
