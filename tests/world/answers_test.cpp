// SPDX-License-Identifier: Apache-2.0
#include "msao/world/question.h"
#include "tests/world/test_seed.h"

#include <gtest/gtest.h>

#include <functional>
#include <map>

namespace msao::world {
namespace {

/// A picture to check by hand: a big red star at the top left, a small blue circle in the middle, a small red circle on
/// the right.
Situation threeThings() {
    const auto thing = [](Colour colour, Kind kind, Size size, Point at) {
        Object object;
        object.colour = colour;
        object.kind = kind;
        object.size = size;
        object.position = at;
        return object;
    };
    Situation situation;
    situation.scene.objects = {thing(Colour::Red, Kind::Star, Size::Big, {0.17, 0.17}),
                               thing(Colour::Blue, Kind::Circle, Size::Small, {0.5, 0.5}),
                               thing(Colour::Red, Kind::Circle, Size::Small, {0.83, 0.5})};
    return situation;
}

std::vector<Question> questionsOf(const Situation& situation, std::uint64_t seed) {
    return askSeveral(situation, 10, TypeWeights::even(), {.answerVariety = 0.7}, seed);
}

TEST(AnswersTest, TheGrammarsOwnAreRight) {
    const std::uint64_t seed = testSeed();
    for (std::uint64_t i = 0; i < 2000; ++i) {
        SituationOptions options;
        options.scene.minObjects = 0;
        options.scene.maxObjects = 9;
        options.clipShare = 0.4;
        options.soundShare = 0.5;
        for (const Question& question : questionsOf(makeSituation(seed + i, options), seed + i)) {
            EXPECT_TRUE(isCorrect(question, question.answer)) << question.text << " -> " << question.answer;
            EXPECT_TRUE(isCorrect(question, question.canonical)) << question.text << " -> " << question.canonical;
        }
    }
}

TEST(AnswersTest, ThoseToOtherQuestionsOfTheTypeAreWrongUnlessTheySayTheSame) {
    const std::uint64_t seed = testSeed();
    std::map<QuestionType, Question> last;
    for (std::uint64_t i = 0; i < 1500; ++i) {
        SituationOptions options;
        options.clipShare = 0.4;
        options.soundShare = 0.5;
        for (const Question& question : questionsOf(makeSituation(seed + i, options), seed + i)) {
            const auto before = last.find(question.type);
            if (before != last.end()) {
                const Truth& was = before->second.truth;
                const Truth& is = question.truth;
                const bool differs = was.number != is.number || was.colour != is.colour || was.kind != is.kind ||
                                     was.size != is.size || was.region != is.region || was.pitch != is.pitch ||
                                     was.yes != is.yes ||
                                     (question.type == QuestionType::VoiceSaid && was.words != is.words) ||
                                     (question.type == QuestionType::Describe && was.right.size() != is.right.size());
                if (differs) {
                    EXPECT_FALSE(isCorrect(question, before->second.answer))
                        << question.text << " -> " << before->second.answer;
                }
            }
            last.insert_or_assign(question.type, question);
        }
    }
}

TEST(AnswersTest, NonsenseIsWrong) {
    const std::uint64_t seed = testSeed();
    for (std::uint64_t i = 0; i < 300; ++i) {
        SituationOptions options;
        options.clipShare = 0.4;
        options.soundShare = 0.5;
        for (const Question& question : questionsOf(makeSituation(seed + i, options), seed + i)) {
            for (const char* nonsense : {"", "monkey dishwasher big small left right top bottom", "hmm",
                                         "red orange yellow green blue purple white black"}) {
                EXPECT_FALSE(isCorrect(question, nonsense)) << question.text << " -> " << nonsense;
            }
            const bool isEmpty = question.type == QuestionType::Describe && question.truth.right.empty();
            if (question.type == QuestionType::OutOfWorld || isEmpty) continue;
            EXPECT_FALSE(isCorrect(question, kHonestAnswer)) << question.text;
        }
    }
}

/// A question as the grammar would ask it of the three things.
Question questionWhere(QuestionType type, const std::function<bool(const Question&)>& isWanted) {
    for (std::uint64_t seed = 0; seed < 20000; ++seed) {
        const auto question = ask(type, threeThings(), {.typoShare = 0}, seed);
        if (question && isWanted(*question)) return *question;
    }
    ADD_FAILURE() << "is never asked";
    return {};
}

TEST(AnswersTest, CountsAreRightInWordsAndInDigits) {
    const Question two = questionWhere(QuestionType::Count, [](const Question& q) { return q.truth.number == 2; });
    for (const char* right : {"two", "2", "There are two.", "I see two red things."}) {
        EXPECT_TRUE(isCorrect(two, right)) << right;
    }
    for (const char* wrong : {"three", "one", "two or three", "none", "there are 12", "a star"}) {
        EXPECT_FALSE(isCorrect(two, wrong)) << wrong;
    }
    const Question none = questionWhere(QuestionType::Count, [](const Question& q) { return q.truth.number == 0; });
    EXPECT_TRUE(isCorrect(none, "There are no such things"));
    EXPECT_TRUE(isCorrect(none, "0"));
    EXPECT_FALSE(isCorrect(none, "one"));
}

TEST(AnswersTest, PlacesAreRightInAnyWording) {
    const Question star = questionWhere(QuestionType::Where, [](const Question& q) {
        return q.truth.region == Region{0, 0};
    });
    for (const char* right : {"at the top left", "top left", "It is in the upper left corner.", "left, at the top"}) {
        EXPECT_TRUE(isCorrect(star, right)) << right;
    }
    for (const char* wrong : {"at the top", "on the left", "at the top right", "at the bottom left", "red"}) {
        EXPECT_FALSE(isCorrect(star, wrong)) << wrong;
    }
}

TEST(AnswersTest, OfExistenceMustNotAddAnythingWrong) {
    const auto asksFor = [](Colour colour, Kind kind) {
        return [=](const Question& q) {
            return q.truth.wrong.front().colour == colour && q.truth.wrong.front().kind == kind;
        };
    };
    const Question there = questionWhere(QuestionType::Exists, asksFor(Colour::Red, Kind::Star));
    for (const char* right : {"yes", "Yes, at the top left.", "yes, there is a red star",
                              "There is one at the top left", "yes, the big red star at the top left"}) {
        EXPECT_TRUE(isCorrect(there, right)) << right;
    }
    for (const char* wrong :
         {"no", "yes, in the middle", "yes, there is a blue star", "no, the star is red", "a star"}) {
        EXPECT_FALSE(isCorrect(there, wrong)) << wrong;
    }
    const Question absent = questionWhere(QuestionType::Exists, asksFor(Colour::Blue, Kind::Star));
    for (const char* right :
         {"no", "no, the star is red", "No, there is no blue star.", "no, the blue thing is a circle"}) {
        EXPECT_TRUE(isCorrect(absent, right)) << right;
    }
    for (const char* wrong : {"yes", "no, the star is green", "no, there is no heart", "yes, at the top left"}) {
        EXPECT_FALSE(isCorrect(absent, wrong)) << wrong;
    }
}

TEST(AnswersTest, OfComparisonNameTheRightOne) {
    const Question bigger = questionWhere(QuestionType::Bigger, [](const Question& q) {
        return q.truth.words.front() == "bigger" && q.truth.wrong.front().colour == Colour::Blue;
    });
    for (const char* right : {"the star", "the red star is bigger", "the star is larger than the blue circle",
                              "the big star", "the blue circle is smaller than the star"}) {
        EXPECT_TRUE(isCorrect(bigger, right)) << right;
    }
    for (const char* wrong : {"the blue circle", "the star is smaller than the circle", "the circle is bigger",
                              "the thing", "the star and the blue circle", "yes"}) {
        EXPECT_FALSE(isCorrect(bigger, wrong)) << wrong;
    }
}

TEST(AnswersTest, OfRelationMayBeTurnedAround) {
    const Question left = questionWhere(QuestionType::Relation, [](const Question& q) {
        return *q.truth.yes && q.truth.direction == Direction::Left && q.truth.right[0].kind == Kind::Star &&
               q.truth.wrong[0].colour == Colour::Blue;
    });
    for (const char* right : {"yes", "yes, it is left of it", "yes, the star is to the left of the blue circle",
                              "yes, the blue circle is right of the star", "it is left of it, so yes"}) {
        EXPECT_TRUE(isCorrect(left, right)) << right;
    }
    for (const char* wrong : {"no", "yes, it is right of it", "no, it is left of it", "yes, it is below it", "left",
                              "it is left of it, so no", "it is right of it, so yes"}) {
        EXPECT_FALSE(isCorrect(left, wrong)) << wrong;
    }
}

TEST(AnswersTest, DescriptionsNameExactlyTheObjects) {
    const Question scene = *ask(QuestionType::Describe, threeThings(), {}, 1);
    for (const char* right :
         {"a red star, a blue circle and a red circle", "I see a small red circle, a blue circle and a big red star.",
          "At the top left there is a red star, in the middle a blue circle, and on the right a red circle.",
          "There are three objects: a red star at the top left, a blue circle, and a red circle. The star is big.",
          "one red star, one blue circle and one red circle"}) {
        EXPECT_TRUE(isCorrect(scene, right)) << right;
    }
    for (const char* wrong :
         {"a red star and a blue circle", "a red star, a blue circle, a red circle and a green heart",
          "a red star, a blue circle and a blue circle", "a small red star, a blue circle and a red circle",
          "a red star in the middle, a blue circle and a red circle", "two red stars, a blue circle and a red circle",
          "There are four things: a red star, a blue circle and a red circle", "a star, a circle and a circle",
          "a red star, a blue circle, a red circle and a red circle", "nothing"}) {
        EXPECT_FALSE(isCorrect(scene, wrong)) << wrong;
    }
}

TEST(AnswersTest, AnEmptyPictureIsDescribedAsSuch) {
    const Question empty = *ask(QuestionType::Describe, Situation{}, {}, 1);
    EXPECT_TRUE(isCorrect(empty, empty.answer));
    EXPECT_TRUE(isCorrect(empty, kHonestAnswer));
    EXPECT_FALSE(isCorrect(empty, "a red star"));
}

TEST(AnswersTest, VoicesAreRepeatedInWordsOrDigits) {
    Situation situation = threeThings();
    situation.sound.emplace();
    situation.sound->words = {"seven", "red"};
    const Question said = *ask(QuestionType::VoiceSaid, situation, {}, 1);
    for (const char* right : {"seven red", "7 red", "The voice said: seven, red."})
        EXPECT_TRUE(isCorrect(said, right)) << right;
    for (const char* wrong : {"seven", "red seven", "seven red star", "nothing"})
        EXPECT_FALSE(isCorrect(said, wrong)) << wrong;
    situation.sound->kind = SoundKind::Noise;
    situation.sound->words.clear();
    const Question silent = *ask(QuestionType::VoiceSaid, situation, {}, 1);
    EXPECT_TRUE(isCorrect(silent, "nothing"));
    EXPECT_FALSE(isCorrect(silent, "seven"));
}

}  // namespace
}  // namespace msao::world
