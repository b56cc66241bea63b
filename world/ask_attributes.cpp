// SPDX-License-Identifier: Apache-2.0
// Questions that one look at one object answers, and counting.
#include "world/asker.h"
#include "world/naming.h"
#include "world/wording.h"

#include <map>

namespace msao::world {

namespace {

/// An object with a name of its own.
struct Named {
    Seen seen;
    Mention name;
};

std::optional<Named> drawNamed(Asker& asker, NameParts parts) {
    std::vector<Named> all;
    for (const Seen& seen : asker.sight) {
        if (const auto name = drawUniqueName(seen, asker.sight, parts, asker.draws)) all.push_back({seen, *name});
    }
    if (all.empty()) return {};
    return asker.draws.oneOf(all);
}

Question aboutNamed(QuestionType type, const Named& named, Asker& asker) {
    Question question = asker.begun(type);
    question.text = drawQuestion(type, asker.options.split, {{"x", definite(named.name)}}, asker.draws);
    question.objects = {named.seen.object};
    return question;
}

/// Everything that might be counted, by how often it is there.
std::map<std::size_t, std::vector<Mention>> countables(const std::vector<Seen>& sight) {
    std::vector<Mention> wanted(1);
    for (const Size size : kAllSizes) wanted.emplace_back().size = size;
    for (const Colour colour : kAllColours) wanted.emplace_back().colour = colour;
    for (const Kind kind : kAllKinds) {
        wanted.emplace_back().kind = kind;
        for (const Colour colour : kAllColours) {
            Mention both;
            both.kind = kind;
            both.colour = colour;
            // Of the many pairs that are absent, those that share something with what is there are worth asking.
            Mention justColour;
            justColour.colour = colour;
            Mention justKind;
            justKind.kind = kind;
            if (countFitting(justColour, sight) + countFitting(justKind, sight) > 0) wanted.push_back(both);
        }
    }
    std::map<std::size_t, std::vector<Mention>> byCount;
    for (const Mention& mention : wanted) byCount[countFitting(mention, sight)].push_back(mention);
    return byCount;
}

std::string countPhrase(std::size_t count, const Mention& what) {
    if (count == 0) return "there are no " + pluralPhrase(what);
    if (count == 1) return "there is one " + nounPhrase(what);
    return "there are " + std::string(numberWord(count)) + " " + pluralPhrase(what);
}

/// An object that is not there, though its colour or its kind may be.
std::optional<Mention> drawMissing(Asker& asker) {
    constexpr int kTries = 20;
    for (int i = 0; i < kTries; ++i) {
        Mention missing;
        missing.kind = kAllKinds[asker.draws.below(kAllKinds.size())];
        if (asker.draws.chance(0.5)) missing.colour = kAllColours[asker.draws.below(kAllColours.size())];
        if (countFitting(missing, asker.sight) == 0) return missing;
    }
    return {};
}

}  // namespace

Asked askCount(Asker& asker) {
    // First the answer, then what is asked: otherwise "one" would be right most of the time.
    auto byCount = countables(asker.sight);
    // Every picture lacks something, and few have many of anything.
    constexpr double kAskForNone = 0.6;
    if (byCount.size() > 1 && !asker.draws.chance(kAskForNone)) byCount.erase(0);
    auto chosen = byCount.begin();
    std::advance(chosen, static_cast<long>(asker.draws.below(byCount.size())));
    const auto& [count, mentions] = *chosen;
    const Mention& what = asker.draws.oneOf(mentions);
    Question question = asker.begun(QuestionType::Count);
    question.text = drawQuestion(question.type, asker.options.split, {{"xs", pluralPhrase(what)}}, asker.draws);
    question.truth.number = count;
    for (const Seen& seen : asker.sight) {
        if (fits(what, seen.is)) question.objects.push_back(seen.object);
    }
    question.canonical = std::string(numberWord(count));
    const std::string more = count == 0 ? "none" : "i see " + question.canonical;
    question.answer = asker.phrased(question.canonical, {more, countPhrase(count, what)});
    return question;
}

Asked askColour(Asker& asker) {
    const auto named = drawNamed(asker, {.colour = false});
    if (!named) return {};
    Question question = aboutNamed(QuestionType::Colour, *named, asker);
    question.truth.colour = named->seen.is.colour;
    question.canonical = std::string(word(*question.truth.colour));
    question.answer = asker.phrased(
        question.canonical, {"it is " + question.canonical, definite(named->name) + " is " + question.canonical});
    return question;
}

Asked askShape(Asker& asker) {
    const auto named = drawNamed(asker, {.kind = false});
    if (!named) return {};
    Question question = aboutNamed(QuestionType::Shape, *named, asker);
    question.truth.kind = named->seen.is.kind;
    question.canonical = "a " + std::string(word(*question.truth.kind));
    question.answer = asker.phrased(
        question.canonical, {"it is " + question.canonical, definite(named->name) + " is " + question.canonical});
    return question;
}

Asked askSize(Asker& asker) {
    const auto named = drawNamed(asker, {.size = false});
    if (!named) return {};
    Question question = aboutNamed(QuestionType::Size, *named, asker);
    question.truth.size = named->seen.is.size;
    question.canonical = std::string(word(*question.truth.size));
    question.answer = asker.phrased(
        question.canonical, {"it is " + question.canonical, definite(named->name) + " is " + question.canonical});
    return question;
}

Asked askWhere(Asker& asker) {
    const auto named = drawNamed(asker, {});
    if (!named) return {};
    Question question = aboutNamed(QuestionType::Where, *named, asker);
    question.truth.region = named->seen.is.region;
    question.canonical = std::string(phrase(*question.truth.region));
    question.answer = asker.phrased(
        question.canonical, {"it is " + question.canonical, definite(named->name) + " is " + question.canonical});
    return question;
}

Asked askAbsent(Asker& asker) {
    const auto missing = drawMissing(asker);
    if (!missing) return {};
    Question question = asker.begun(QuestionType::Absent);
    static constexpr QuestionType kBorrowed[] = {QuestionType::Size, QuestionType::Where, QuestionType::Colour};
    const QuestionType form = kBorrowed[asker.draws.below(missing->colour ? 2 : 3)];
    question.text = drawQuestion(form, asker.options.split, {{"x", definite(*missing)}}, asker.draws);
    question.truth.wrong = {*missing};
    question.canonical = "there is no " + nounPhrase(*missing);
    question.answer =
        asker.phrased(question.canonical, {"i see no " + nounPhrase(*missing), question.canonical + " here"});
    return question;
}

}  // namespace msao::world
