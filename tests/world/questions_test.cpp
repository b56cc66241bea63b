// SPDX-License-Identifier: Apache-2.0
#include "msao/world/question.h"
#include "msao/world/sentences.h"
#include "tests/world/test_seed.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

namespace msao::world {
namespace {

std::vector<Question> manyQuestions(std::uint64_t seed, Split split, std::size_t situations) {
    SituationOptions options;
    options.scene.split = split;
    options.clipShare = 0.4;
    options.soundShare = 0.5;
    std::vector<Question> all;
    for (std::size_t i = 0; i < situations; ++i) {
        const Situation situation = makeSituation(seed + i, options);
        auto questions = askSeveral(situation, 10, TypeWeights::even(), {.split = split}, seed + i);
        all.insert(all.end(), questions.begin(), questions.end());
    }
    return all;
}

TEST(QuestionsTest, AreTheSameForTheSameSeed) {
    const std::uint64_t seed = testSeed();
    for (std::uint64_t i = 0; i < 100; ++i) {
        const Situation situation = makeSituation(seed + i, {.clipShare = 0.5, .soundShare = 0.5});
        EXPECT_EQ(situation, makeSituation(seed + i, {.clipShare = 0.5, .soundShare = 0.5}));
        EXPECT_EQ(askSeveral(situation, 6, TypeWeights::even(), {}, seed + i),
                  askSeveral(situation, 6, TypeWeights::even(), {}, seed + i));
    }
}

TEST(QuestionsTest, OfEveryTypeAreAskedInBothSplits) {
    for (const Split split : {Split::Train, Split::HeldOut}) {
        std::set<QuestionType> types;
        for (const Question& question : manyQuestions(testSeed(), split, 300)) types.insert(question.type);
        EXPECT_EQ(types.size(), kAllQuestionTypes.size());
    }
}

TEST(QuestionsTest, AreNotAskedOfWhatIsNotThere) {
    const Situation picture = makeSituation(1, {});
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        EXPECT_FALSE(ask(QuestionType::WhatMoved, picture, {}, seed));
        EXPECT_FALSE(ask(QuestionType::VoiceSaid, picture, {}, seed));
        EXPECT_FALSE(ask(QuestionType::VoiceMatch, picture, {}, seed));
    }
}

TEST(QuestionsTest, ComeWithoutDoublesAndNotMoreThanWanted) {
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        const auto questions = askSeveral(makeSituation(seed, {}), 12, TypeWeights::even(), {}, seed);
        std::set<std::string> texts;
        for (const Question& question : questions) texts.insert(question.text);
        EXPECT_EQ(texts.size(), questions.size());
        EXPECT_LE(questions.size(), 12U);
        EXPECT_GE(questions.size(), 9U);
    }
}

TEST(QuestionsTest, OfOneTypeComeWhereOnlyItHasWeight) {
    TypeWeights weights;
    weights[QuestionType::Relation] = 1;
    std::size_t asked = 0;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        for (const Question& question : askSeveral(makeSituation(seed, {}), 3, weights, {}, seed)) {
            EXPECT_EQ(question.type, QuestionType::Relation);
            ++asked;
        }
    }
    EXPECT_GT(asked, 100U);
}

TEST(QuestionsTest, SayYesAsOftenAsNo) {
    std::map<QuestionType, std::pair<double, double>> yesOfAll;
    for (const Question& question : manyQuestions(testSeed(), Split::Train, 3000)) {
        if (!question.truth.yes) continue;
        yesOfAll[question.type].first += *question.truth.yes;
        yesOfAll[question.type].second += 1;
    }
    ASSERT_EQ(yesOfAll.size(), 3U);
    for (const auto& [type, counts] : yesOfAll) {
        // Of 300 questions, 0.09 is three standard deviations.
        ASSERT_GT(counts.second, 300) << name(type);
        EXPECT_NEAR(counts.first / counts.second, 0.5, 0.09) << name(type);
    }
}

TEST(QuestionsTest, HaveLowBaselinesForConstantAnswers) {
    const std::vector<Question> questions = manyQuestions(testSeed(), Split::HeldOut, 1200);
    const std::map<QuestionType, double> mosts = {
        {QuestionType::Count, 0.45},      {QuestionType::Colour, 0.25},   {QuestionType::Shape, 0.3},
        {QuestionType::Size, 0.6},        {QuestionType::Where, 0.25},    {QuestionType::Bigger, 0.3},
        {QuestionType::Exists, 0.58},     {QuestionType::Relation, 0.58}, {QuestionType::Absent, 0.3},
        {QuestionType::Describe, 0.05},   {QuestionType::WhatMoved, 0.5}, {QuestionType::Direction, 0.4},
        {QuestionType::WhatEntered, 0.5}, {QuestionType::WhatLeft, 0.5},  {QuestionType::VoiceSaid, 0.3},
        {QuestionType::VoiceMatch, 0.6},  {QuestionType::Tone, 0.65}};
    for (const auto& [type, most] : mosts) {
        const double baseline = constantAnswerBaseline(questions, type);
        std::printf("%-12s %.3f\n", std::string(name(type)).c_str(), baseline);
        EXPECT_LT(baseline, most) << name(type);
        EXPECT_GT(baseline, 0) << name(type);
    }
}

TEST(QuestionsTest, AboutTheSameTruthHaveTheSameCanonicalAnswer) {
    std::map<std::size_t, std::string> counts;
    for (const Question& question : manyQuestions(testSeed(), Split::Train, 300)) {
        if (question.type != QuestionType::Count) continue;
        const auto [known, isNew] = counts.insert({*question.truth.number, question.canonical});
        EXPECT_EQ(known->second, question.canonical);
    }
    EXPECT_GE(counts.size(), 5U);
}

/// Words and punctuation marks: what a tokenizer with whole words makes of it.
std::size_t roughTokens(const std::string& text) {
    std::size_t tokens = 0;
    bool isInWord = false;
    for (const char letter : text) {
        const bool isLetter = std::isalnum(static_cast<unsigned char>(letter)) != 0;
        tokens += (isLetter && !isInWord) || std::ispunct(static_cast<unsigned char>(letter));
        isInWord = isLetter;
    }
    return tokens;
}

TEST(DescriptionsTest, HaveTwentyToSixtyTokens) {
    const std::uint64_t seed = testSeed();
    SituationOptions options;
    options.scene.minObjects = 0;
    options.scene.maxObjects = 9;
    std::set<std::string> starts;
    for (std::uint64_t i = 0; i < 1000; ++i) {
        const auto question = ask(QuestionType::Describe, makeSituation(seed + i, options), {.answerVariety = 0.8}, i);
        ASSERT_TRUE(question);
        for (const std::string& text : {question->answer, question->canonical}) {
            EXPECT_GE(roughTokens(text), 20U) << text;
            EXPECT_LE(roughTokens(text), 60U) << text;
        }
        starts.insert(question->answer.substr(0, 8));
    }
    EXPECT_GE(starts.size(), 4U);  // put in several ways
}

TEST(TyposTest, ComeAsOftenAsWantedAndOnlyInQuestions) {
    const Situation situation = makeSituation(4, {});
    std::size_t different = 0;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        const auto clean = ask(QuestionType::Count, situation, {.typoShare = 0}, seed);
        const auto typed = ask(QuestionType::Count, situation, {.typoShare = 1}, seed);
        ASSERT_TRUE(clean && typed);
        EXPECT_EQ(clean->answer, typed->answer);
        different += clean->text != typed->text;
        EXPECT_LE(std::max(clean->text.size(), typed->text.size()) - std::min(clean->text.size(), typed->text.size()),
                  1U);
    }
    EXPECT_GT(different, 370U);  // swapping two equal letters changes nothing
}

TEST(SentencesTest, AreOfAllTypesAndRepeatForTheSameSeed) {
    SentenceSource first(7);
    SentenceSource second(7);
    std::set<std::string> different;
    bool isHonest = false;
    for (int i = 0; i < 2000; ++i) {
        const std::string sentence = first.next();
        EXPECT_EQ(sentence, second.next());
        different.insert(sentence);
        isHonest = isHonest || sentence == kHonestAnswer;
    }
    EXPECT_GT(different.size(), 1000U);
    EXPECT_TRUE(isHonest);
}

TEST(QuestionTypeTest, NamesAreReadBack) {
    for (const QuestionType type : kAllQuestionTypes) EXPECT_EQ(parseQuestionType(name(type)), type);
    EXPECT_FALSE(parseQuestionType("weather"));
}

}  // namespace
}  // namespace msao::world
