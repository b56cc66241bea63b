// SPDX-License-Identifier: Apache-2.0
#include "world/asker.h"
#include "world/wording.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace msao::world {

namespace {

Asked askPlainly(QuestionType type, Asker& asker) {
    switch (type) {
        case QuestionType::Count:
            return askCount(asker);
        case QuestionType::Colour:
            return askColour(asker);
        case QuestionType::Shape:
            return askShape(asker);
        case QuestionType::Size:
            return askSize(asker);
        case QuestionType::Where:
            return askWhere(asker);
        case QuestionType::Bigger:
            return askBigger(asker);
        case QuestionType::Exists:
            return askExists(asker);
        case QuestionType::Relation:
            return askRelation(asker);
        case QuestionType::Absent:
            return askAbsent(asker);
        case QuestionType::Describe:
            return askDescribe(asker);
        case QuestionType::WhatMoved:
        case QuestionType::WhatEntered:
        case QuestionType::WhatLeft:
            return askWhatHappened(type, asker);
        case QuestionType::Direction:
            return askDirection(asker);
        case QuestionType::VoiceSaid:
            return askVoiceSaid(asker);
        case QuestionType::VoiceMatch:
            return askVoiceMatch(asker);
        case QuestionType::Tone:
            return askTone(asker);
        case QuestionType::OutOfWorld:
            return askOutOfWorld(asker);
    }
    return {};
}

bool allows(const Situation& situation, QuestionType type) {
    return (situation.isClip || !needsClip(type)) && (situation.sound || !needsSound(type));
}

/// The next type by weight; the wanted ones that the situation allows.
QuestionType drawType(const std::vector<QuestionType>& types, const TypeWeights& weights, Draws& draws) {
    double left = draws.unit() * std::accumulate(types.begin(), types.end(), 0.0,
                                                 [&](double sum, QuestionType type) { return sum + weights[type]; });
    for (const QuestionType type : types) {
        left -= weights[type];
        if (left < 0) return type;
    }
    return types.back();
}

}  // namespace

std::string Asker::phrased(const std::string& canonical, std::initializer_list<std::string> others) {
    if (!draws.chance(options.answerVariety)) return canonical;
    return *(others.begin() + static_cast<long>(draws.below(others.size())));
}

Question Asker::begun(QuestionType type) const {
    Question question;
    question.type = type;
    for (const Seen& seen : sight) question.truth.scene.push_back(seen.is);
    return question;
}

std::optional<Question> ask(QuestionType type, const Situation& situation, const AskOptions& options,
                            std::uint64_t seed) {
    if (!allows(situation, type)) return {};
    Draws draws(derivedSeed(seed, static_cast<std::uint64_t>(type)), options.split, Stream::Question);
    const std::vector<Seen> sight = sightOf(situation);
    Asker asker{situation, sight, options, draws};
    Asked question = askPlainly(type, asker);
    if (!question) return {};
    Draws slips(derivedSeed(seed, static_cast<std::uint64_t>(type)), options.split, Stream::Typos);
    question->text = drawManner(std::move(question->text), options.split, slips);
    if (slips.chance(options.typoShare)) question->text = withTypo(std::move(question->text), slips);
    return question;
}

std::vector<Question> askSeveral(const Situation& situation, std::size_t count, const TypeWeights& weights,
                                 const AskOptions& options, std::uint64_t seed) {
    std::vector<QuestionType> types;
    for (const QuestionType type : kAllQuestionTypes) {
        if (weights[type] > 0 && allows(situation, type)) types.push_back(type);
    }
    std::vector<Question> questions;
    if (types.empty()) return questions;
    Draws draws(seed, options.split, Stream::Types);
    std::set<std::string> texts;
    const std::size_t mostTries = 4 * count + 8;
    for (std::size_t i = 0; i < mostTries && questions.size() < count; ++i) {
        auto question = ask(drawType(types, weights, draws), situation, options, derivedSeed(seed, i));
        if (question && texts.insert(question->text).second) questions.push_back(std::move(*question));
    }
    return questions;
}

double constantAnswerBaseline(const std::vector<Question>& questions, QuestionType type) {
    std::vector<const Question*> asked;
    std::set<std::string> constants = {"yes", "no", "nothing", "none"};
    for (const Question& question : questions) {
        if (question.type != type) continue;
        asked.push_back(&question);
        constants.insert(question.canonical);
    }
    if (asked.empty()) return 0;
    std::size_t best = 0;
    for (const std::string& constant : constants) {
        const auto right = std::count_if(asked.begin(), asked.end(),
                                         [&](const Question* question) { return isCorrect(*question, constant); });
        best = std::max(best, static_cast<std::size_t>(right));
    }
    return static_cast<double>(best) / static_cast<double>(asked.size());
}

}  // namespace msao::world
