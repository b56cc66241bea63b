// SPDX-License-Identifier: Apache-2.0
#include "training/lesson.h"
#include "tests/training/demo_tokenizer.h"
#include "training/pointing.h"
#include "training/turn_packing.h"

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

TEST(PointingTest, PointsFromTheLastTokenOfANameAndFromWhereTheAnswerBegins) {
    world::Situation situation;
    situation.scene.objects = {{.kind = world::Kind::Star, .colour = world::Colour::Red}};
    world::Question question;
    question.text = "please: is there a red star in the picture?";
    question.objects = {0};
    const TurnWriter writer(demoTokenizer(), false);
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
    const TurnWriter writer(demoTokenizer(), false);
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

    const TurnWriter writer(demoTokenizer(), false);
    std::vector<engine::TokenId> pieces = writer.before();
    pieces.push_back(*demoTokenizer().specialToken("<|image_pad|>"));
    pieces.insert(pieces.end(), writer.after().begin(), writer.after().end());
    const std::vector<engine::TokenId> question = writer.question("what colour is the star?");
    pieces.insert(pieces.end(), question.begin(), question.end());
    EXPECT_EQ(pieces, whole);
}

}  // namespace
}  // namespace msao::training
