// SPDX-License-Identifier: Apache-2.0
#include "training/lesson.h"
#include "tests/training/demo_tokenizer.h"
#include "tests/training/demo_voices.h"
#include "training/parameters.h"
#include "training/pointing.h"
#include "training/turn_packing.h"
#include "training/word_pointing.h"

#include "msao/engine/chat_template.h"
#include "msao/engine/prompt.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <string>

namespace msao::training {
namespace {

Stage smallStage() {
    Stage stage;
    stage.name = "test";
    stage.pictures = 8;
    stage.rows = 3;
    return stage;
}

const engine::ModelConfig& config() {
    static const engine::ModelConfig model = demoModel(Role::Draft, demoRegularTokens());
    return model;
}

TEST(LessonTest, IsAFunctionOfSeedAndPass) {
    const LessonPlan plan(config(), demoTokenizer());
    const PackedBatch first = plan.pass(smallStage(), {7, 3}, 2);
    const PackedBatch again = plan.pass(smallStage(), {7, 3}, 2);
    const PackedBatch other = plan.pass(smallStage(), {7, 4}, 2);
    EXPECT_TRUE(at::equal(first.patches, again.patches));
    EXPECT_TRUE(at::equal(first.rowIds, again.rowIds));
    EXPECT_TRUE(at::equal(first.lossTokens, again.lossTokens));
    EXPECT_FALSE(at::equal(first.patches, other.patches));
}

TEST(LessonTest, EveryLossIsAtTheTokenBeforeTheOneThatIsLearnt) {
    const LessonPlan plan(config(), demoTokenizer());
    const PackedBatch batch = plan.pass(smallStage(), {1, 0}, 3);
    ASSERT_FALSE(batch.packedTurns.empty());
    for (const PackedTurn& turn : batch.packedTurns) {
        for (std::int64_t i = 0; i + 1 < turn.lossCount; ++i) {
            const auto row = batch.lossRows[turn.firstLoss + i].item<std::int64_t>();
            EXPECT_EQ(batch.rowIds[row + 1].item<std::int64_t>(),
                      batch.lossTokens[turn.firstLoss + i].item<std::int64_t>());
        }
        const auto last = batch.lossTokens[turn.firstLoss + turn.lossCount - 1].item<std::int64_t>();
        EXPECT_EQ(last, engine::toIndex(*demoTokenizer().specialToken("<|im_end|>")));
    }
}

TEST(LessonTest, AllPicturesLoseEquallyManyTokensAndKeepTheirPlaces) {
    Stage stage = smallStage();
    stage.dropShare = 1;
    const LessonPlan plan(config(), demoTokenizer());
    const PackedBatch batch = plan.pass(stage, {1, 0}, 2);
    EXPECT_EQ(static_cast<std::int64_t>(batch.keptTokens.size()), 2 * batch.visualCount);
    EXPECT_EQ(batch.attributes.size(0), 2 * batch.visualCount);
    EXPECT_LT(batch.visualCount, 64);
    EXPECT_GE(batch.visualCount, 16);
    const auto token = static_cast<std::int32_t>(batch.keptTokens.front());
    const engine::RopePosition& place = batch.positions[static_cast<std::size_t>(batch.before)];
    EXPECT_EQ(place[1] - place[0], token / kTokensPerSide);
    EXPECT_EQ(place[2] - place[0], token % kTokensPerSide);
}

TEST(LessonTest, LeavesLittleRoomInItsRows) {
    const LessonPlan plan(config(), demoTokenizer());
    const PackedBatch batch = plan.pass(smallStage(), {1, 0}, 8);
    const double used = batch.turns.ge(0).to(at::kFloat).mean().item<double>();
    RecordProperty("used", std::to_string(used));
    EXPECT_GT(used, 0.9);
}

TEST(LessonTest, PointersShowTheTokensOfAnObjectOrTheEndOfThePicture) {
    const LessonPlan plan(config(), demoTokenizer());
    const PackedBatch batch = plan.pass(smallStage(), {2, 0}, 4);
    ASSERT_GT(batch.pointQueries.size(0), static_cast<std::int64_t>(batch.packedTurns.size()));
    const at::Tensor objects = batch.attributes.select(1, 0).gt(0).view({batch.pictures, batch.visualCount});
    for (std::int64_t i = 0; i < batch.pointQueries.size(0); ++i) {
        const std::int64_t picture = batch.pointQueries[i].item<std::int64_t>() / (batch.rows * batch.rowTokens);
        const at::Tensor targets = batch.pointTargets[i];
        const at::Tensor visual = targets.narrow(0, batch.before, batch.visualCount).gt(0);
        const bool isAtEnd =
            targets.narrow(0, batch.prefixTokens() - batch.after, batch.after).gt(0).all().item<bool>();
        EXPECT_NE(visual.any().item<bool>(), isAtEnd);
        EXPECT_FALSE(visual.logical_and(objects[picture].logical_not()).any().item<bool>());
    }
}

Stage soundStage(double unseenShare) {
    Stage stage = smallStage();
    stage.soundShare = 1;
    stage.unseenShare = unseenShare;
    return stage;
}

TEST(LessonTest, PicturesAreTheSameWhereverSoundsMayCome) {
    Stage sometimes = smallStage();
    sometimes.soundShare = 1e-9;
    const PackedBatch before = LessonPlan(config(), demoTokenizer()).pass(smallStage(), {7, 3}, 2);
    const PackedBatch after = LessonPlan(config(), demoTokenizer()).pass(sometimes, {7, 3}, 2);
    EXPECT_TRUE(at::equal(before.patches, after.patches));
    EXPECT_TRUE(at::equal(before.rowIds, after.rowIds));
}

TEST(LessonTest, AStageOfSoundsNeedsVoices) {
    EXPECT_THROW(LessonPlan(config(), demoTokenizer()).pass(soundStage(1), {1, 0}, 1), std::logic_error);
}

TEST(LessonTest, EverySoundHasItsWordsAndEveryNameItsPlaceInTheVocabulary) {
    MSAO_VOICES_OR_SKIP(voices);
    const LessonPlan plan(config(), demoTokenizer(), &voices);
    std::int64_t spoken = 0, named = 0;
    for (std::int64_t pass = 0; pass < 4; ++pass) {
        const PackedBatch batch = plan.pass(soundStage(1), {1, pass}, 4);
        EXPECT_FALSE(batch.hasPictures());
        EXPECT_EQ(batch.rows, 1);
        const engine::AudioInput input{config().audio->melBins, batch.spectra.size(2), {}};
        EXPECT_EQ(batch.soundCount, input.tokens());
        EXPECT_EQ(batch.heard.size(0), 4 * batch.soundCount);
        for (std::int64_t i = 0; i < batch.heard.size(0); ++i) {
            const auto found = batch.heard[i].item<std::int64_t>();
            if (found == 0) continue;
            ++spoken;
            const engine::TokenId row{static_cast<std::int32_t>(batch.heardNames[i].item<std::int64_t>())};
            if (engine::toIndex(row) < 0) continue;
            EXPECT_EQ(hearingClass(demoTokenizer().decode(std::vector{row}).substr(1)), found);
            ++named;
        }
    }
    EXPECT_GT(named, 0);
    EXPECT_GT(spoken, named);
}

TEST(LessonTest, AnswersListenToTheWordTheyRepeatAndLookAtPicturesBesideIt) {
    MSAO_VOICES_OR_SKIP(voices);
    const LessonPlan plan(config(), demoTokenizer(), &voices);
    const PackedBatch batch = plan.pass(soundStage(0), {2, 0}, 4);
    ASSERT_TRUE(batch.hasPictures());
    ASSERT_TRUE(batch.hasSounds());
    EXPECT_EQ(static_cast<std::int64_t>(batch.positions.size()),
              4 * (batch.prefixTokens() + batch.rows * batch.rowTokens));
    const std::int64_t first = batch.before + batch.visualCount + batch.between;
    const at::Tensor isWord = batch.heard.gt(0).view({batch.pictures, batch.soundCount});
    std::int64_t listening = 0, looking = 0;
    for (std::int64_t i = 0; i < batch.pointQueries.size(0); ++i) {
        const std::int64_t picture = batch.pointQueries[i].item<std::int64_t>() / (batch.rows * batch.rowTokens);
        const at::Tensor heard = batch.pointTargets[i].narrow(0, first, batch.soundCount).gt(0);
        EXPECT_FALSE(heard.logical_and(isWord[picture].logical_not()).any().item<bool>());
        listening += heard.any().item<bool>() ? 1 : 0;
        looking += batch.pointTargets[i].narrow(0, batch.before, batch.visualCount).gt(0).any().item<bool>() ? 1 : 0;
    }
    EXPECT_GT(listening, 0);
    EXPECT_GT(looking, 0);
}

TEST(WordPointingTest, PointsFromTheTokenBeforeEachWordThatIsRepeated) {
    world::Sound sound;
    sound.words = {"red", "red"};
    world::Question question;
    question.type = world::QuestionType::VoiceSaid;
    question.text = "what did the voice say?";
    question.truth.words = sound.words;
    question.answer = "the voice said red red";
    const TurnWriter writer(demoTokenizer(), {.isSeen = false, .isHeard = true});
    const auto asked = static_cast<std::int64_t>(writer.question(question.text).size());
    const std::vector<engine::TokenId> answer = writer.answer(question.answer);
    const std::vector<WordPointer> pointers = wordPointersOf(question, sound, writer);
    ASSERT_EQ(pointers.size(), 2U);
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(pointers[i].word, i);
        const auto next = answer.begin() + (pointers[i].place - asked) + 1;
        EXPECT_EQ(demoTokenizer().decode(std::vector(next, next + 1)), " red");
    }
    question.answer = "red red";
    EXPECT_EQ(wordPointersOf(question, sound, writer).front().place, asked - 1);
}

TEST(PointingTest, PointsFromTheLastTokenOfANameAndFromWhereTheAnswerBegins) {
    world::Situation situation;
    situation.scene.objects = {{.kind = world::Kind::Star, .colour = world::Colour::Red}};
    world::Question question;
    question.text = "please: is there a red star in the picture?";
    question.objects = {0};
    const TurnWriter writer(demoTokenizer(), Media{});
    const std::vector<engine::TokenId> tokens = writer.question(question.text);
    const std::vector<Pointer> pointers = pointersOf(question, situation, writer);
    ASSERT_EQ(pointers.size(), 2U);
    const auto upTo = [&](std::int64_t place) {
        return demoTokenizer().decode(std::vector(tokens.begin(), tokens.begin() + place + 1));
    };
    EXPECT_EQ(upTo(pointers[0].place), "please: is there a red star");
    EXPECT_EQ(pointers[0].objects, std::vector<std::size_t>{0});
    EXPECT_EQ(pointers[1].place + 1, static_cast<std::int64_t>(tokens.size()));
}

TEST(PointingTest, ADescriptionFindsWhatItNamesNextAndWhatIsLeft) {
    world::Situation situation;
    situation.scene.objects = {{.kind = world::Kind::Star, .colour = world::Colour::Red, .position = {0.2, 0.2}},
                               {.kind = world::Kind::Heart, .colour = world::Colour::Blue, .position = {0.8, 0.8}}};
    world::Question question;
    question.type = world::QuestionType::Describe;
    question.text = "describe the scene";
    question.objects = {0, 1};
    question.answer = "I see a red star at the top left and a blue heart at the bottom right.";
    const TurnWriter writer(demoTokenizer(), Media{});
    const auto asked = static_cast<std::int64_t>(writer.question(question.text).size());
    const std::vector<engine::TokenId> answer = writer.answer(question.answer);

    std::vector<std::pair<std::string, std::vector<std::size_t>>> read;
    for (const Pointer& pointer : pointersOf(question, situation, writer)) {
        if (pointer.place < asked) continue;
        const auto end = answer.begin() + (pointer.place - asked) + 1;
        read.emplace_back(demoTokenizer().decode(std::vector(answer.begin(), end)), pointer.objects);
    }
    const std::string star = "I see a red star", both = star + " at the top left and a blue heart";
    const decltype(read) expected = {{"I see", {0}},
                                     {star, {0}},
                                     {star + " at the top left", {1}},
                                     {star + " at the top left and", {1}},
                                     {both, {1}},
                                     {both + " at the bottom right", {}},
                                     {both + " at the bottom right.", {}}};
    EXPECT_EQ(read, expected);
}

TEST(TurnPackingTest, AConversationIsCutWithoutChangingItsTokens) {
    engine::Message message;
    message.parts.emplace_back(engine::ImagePart{});
    message.parts.emplace_back(engine::TextPart{"what colour is the star?"});
    const std::vector<engine::TokenId> whole = demoTokenizer().encode(engine::renderChat({message}));

    const TurnWriter writer(demoTokenizer(), Media{});
    std::vector<engine::TokenId> pieces = writer.before();
    pieces.push_back(*demoTokenizer().specialToken("<|image_pad|>"));
    pieces.insert(pieces.end(), writer.after().begin(), writer.after().end());
    const std::vector<engine::TokenId> question = writer.question("what colour is the star?");
    pieces.insert(pieces.end(), question.begin(), question.end());
    EXPECT_EQ(pieces, whole);
}

TEST(TurnPackingTest, ASoundStandsBehindThePicture) {
    engine::Message message;
    message.parts.emplace_back(engine::ImagePart{});
    message.parts.emplace_back(engine::AudioPart{});
    message.parts.emplace_back(engine::TextPart{"does the voice match the picture?"});
    const std::vector<engine::TokenId> whole = demoTokenizer().encode(engine::renderChat({message}));

    const TurnWriter writer(demoTokenizer(), {.isHeard = true});
    std::vector<engine::TokenId> pieces = writer.before();
    const auto add = [&](const std::vector<engine::TokenId>& tokens) {
        pieces.insert(pieces.end(), tokens.begin(), tokens.end());
    };
    pieces.push_back(config().special.imagePad);
    add(writer.between());
    pieces.push_back(config().audio->pad);
    add(writer.after());
    add(writer.question("does the voice match the picture?"));
    EXPECT_EQ(pieces, whole);
}

}  // namespace
}  // namespace msao::training
