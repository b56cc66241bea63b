// SPDX-License-Identifier: Apache-2.0
// Positions worked out by hand from section 2.1 of the Qwen2-VL paper and from transformers 5's get_rope_index.
#include "msao/engine/prompt.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace msao::engine {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr TokenId kText{7};

ModelConfig smallConfig(ModelFamily family) {
    ModelConfig config;
    config.family = family;
    config.special = {
        .visionStart = TokenId{1}, .visionEnd = TokenId{2}, .imagePad = TokenId{3}, .videoPad = TokenId{4}};
    config.vision.inChannels = 1;
    config.vision.temporalPatchSize = 1;
    config.vision.patchSize = 1;
    config.vision.tokensPerSecond = 2.0;
    return config;
}

VisualInput gridOnly(VisualKind kind, PatchGrid grid) {
    VisualInput input;
    input.kind = kind;
    input.grid = grid;
    return input;
}

VisualInput visual(VisualKind kind, PatchGrid grid, double secondsPerGridStep = 1.0) {
    VisualInput input = gridOnly(kind, grid);
    input.secondsPerGridStep = secondsPerGridStep;
    input.patches.resize(static_cast<std::size_t>(grid.patches()));
    return input;
}

const ModelConfig kQwen2 = smallConfig(ModelFamily::Qwen2VL);
const ModelConfig kQwen25 = smallConfig(ModelFamily::Qwen2_5VL);
const TokenId kImage = kQwen2.special.imagePad;
const TokenId kVideo = kQwen2.special.videoPad;

RopePosition same(std::int32_t p) {
    return {p, p, p};
}

TEST(RopeLayoutTest, CountsTextInAllThreeCoordinates) {
    const auto layout = ropeLayout(std::vector{kText, kText, kText}, {}, kQwen2, 0);
    ASSERT_TRUE(layout);
    EXPECT_THAT(layout->positions, ElementsAre(same(0), same(1), same(2)));
    EXPECT_EQ(layout->nextPosition, 3);
}

TEST(RopeLayoutTest, ContinuesAtTheFirstPosition) {
    const auto layout = ropeLayout(std::vector{kText, kText}, {}, kQwen2, 40);
    ASSERT_TRUE(layout);
    EXPECT_THAT(layout->positions, ElementsAre(same(40), same(41)));
    EXPECT_EQ(layout->nextPosition, 42);
}

TEST(RopeLayoutTest, LeavesAnEmptyPromptWhereItBegan) {
    const auto layout = ropeLayout({}, {}, kQwen2, 5);
    ASSERT_TRUE(layout);
    EXPECT_EQ(layout->nextPosition, 5);
}

TEST(RopeLayoutTest, GivesAnImageRowsAndColumnsAndGoesOnAfterItsLargerSide) {
    const std::vector images{visual(VisualKind::Image, {1, 4, 6})};  // 2 x 3 tokens
    const auto layout =
        ropeLayout(std::vector{kText, kImage, kImage, kImage, kImage, kImage, kImage, kText}, images, kQwen2, 10);
    ASSERT_TRUE(layout);
    EXPECT_THAT(layout->positions,
                ElementsAre(same(10), RopePosition{11, 11, 11}, RopePosition{11, 11, 12}, RopePosition{11, 11, 13},
                            RopePosition{11, 12, 11}, RopePosition{11, 12, 12}, RopePosition{11, 12, 13}, same(14)));
    EXPECT_EQ(layout->nextPosition, 15);
}

TEST(RopeLayoutTest, CountsVideoStepsInQwen2) {
    const std::vector clips{visual(VisualKind::Video, {3, 2, 2}, 2.5)};
    const auto layout = ropeLayout(std::vector{kVideo, kVideo, kVideo}, clips, kQwen2, 0);
    ASSERT_TRUE(layout);
    EXPECT_THAT(layout->positions, ElementsAre(RopePosition{0, 0, 0}, RopePosition{1, 0, 0}, RopePosition{2, 0, 0}));
    EXPECT_EQ(layout->nextPosition, 3);
}

TEST(RopeLayoutTest, ScalesVideoTimeInQwen25AndTruncates) {
    // Two tokens a second, 0.75 s a step: 0, 1.5, 3 become 0, 1, 3.
    const std::vector clips{visual(VisualKind::Video, {3, 2, 2}, 0.75)};
    const auto layout = ropeLayout(std::vector{kVideo, kVideo, kVideo, kText}, clips, kQwen25, 0);
    ASSERT_TRUE(layout);
    EXPECT_THAT(layout->positions,
                ElementsAre(RopePosition{0, 0, 0}, RopePosition{1, 0, 0}, RopePosition{3, 0, 0}, same(1)));
    EXPECT_EQ(layout->nextPosition, 4);  // after the largest coordinate, as transformers' rope delta has it
}

TEST(RopeLayoutTest, DoesNotScaleImagesInQwen25) {
    const std::vector images{visual(VisualKind::Image, {2, 2, 2}, 5.0)};
    const auto layout = ropeLayout(std::vector{kImage, kImage}, images, kQwen25, 0);
    ASSERT_TRUE(layout);
    EXPECT_THAT(layout->positions, ElementsAre(RopePosition{0, 0, 0}, RopePosition{1, 0, 0}));
}

TEST(RopeLayoutTest, TellsNeighbouringVisualsApart) {
    const std::vector visuals{visual(VisualKind::Image, {1, 2, 4}), visual(VisualKind::Video, {1, 2, 2})};
    const auto layout = ropeLayout(std::vector{kImage, kImage, kVideo}, visuals, kQwen2, 0);
    ASSERT_TRUE(layout);
    EXPECT_THAT(layout->positions, ElementsAre(RopePosition{0, 0, 0}, RopePosition{0, 0, 1}, same(2)));
}

TEST(RopeLayoutTest, RefusesFewerPadsThanTheImageHasTokens) {
    const std::vector images{visual(VisualKind::Image, {1, 4, 4})};
    const auto layout = ropeLayout(std::vector{kImage, kImage, kText}, images, kQwen2, 0);
    ASSERT_FALSE(layout);
    EXPECT_EQ(layout.error().code, ErrorCode::ShapeMismatch);
    EXPECT_THAT(layout.error().message, HasSubstr("needs 4 image pad tokens, found 2"));
}

TEST(RopeLayoutTest, RefusesPadsOfTheOtherKind) {
    const std::vector clips{visual(VisualKind::Video, {1, 2, 2})};
    const auto layout = ropeLayout(std::vector{kImage}, clips, kQwen2, 0);
    ASSERT_FALSE(layout);
    EXPECT_THAT(layout.error().message, HasSubstr("needs 1 video pad tokens, found 0"));
}

TEST(RopeLayoutTest, RefusesPadsWithoutAVisual) {
    const auto layout = ropeLayout(std::vector{kText, kImage}, {}, kQwen2, 0);
    ASSERT_FALSE(layout);
    EXPECT_THAT(layout.error().message, HasSubstr("token 1 is a visual pad, but there are only 0"));
}

TEST(RopeLayoutTest, RefusesAVisualWithoutPads) {
    const std::vector images{visual(VisualKind::Image, {1, 2, 2})};
    const auto layout = ropeLayout(std::vector{kText}, images, kQwen2, 0);
    ASSERT_FALSE(layout);
    EXPECT_THAT(layout.error().message, HasSubstr("places for 0 visual inputs, found 1"));
}

TEST(RopeLayoutTest, RefusesGridsThatDoNotMerge) {
    for (const PatchGrid grid : {PatchGrid{1, 3, 2}, PatchGrid{0, 2, 2}, PatchGrid{1, -2, 2}}) {
        const VisualInput image = gridOnly(VisualKind::Image, grid);
        EXPECT_FALSE(ropeLayout(std::vector{kImage}, std::vector{image}, kQwen2, 0));
    }
}

TEST(RopeLayoutTest, RefusesGridsWhosePatchesCannotBeCounted) {
    constexpr std::int32_t kHuge = std::numeric_limits<std::int32_t>::max() - 1;
    const VisualInput image = gridOnly(VisualKind::Image, {kHuge, kHuge, kHuge});
    const auto layout = ropeLayout(std::vector{kImage}, std::vector{image}, kQwen2, 0);
    ASSERT_FALSE(layout);
    EXPECT_EQ(layout.error().code, ErrorCode::LimitExceeded);
}

TEST(RopeLayoutTest, RefusesTimesThatLeaveThePositionRange) {
    for (const double seconds : {1e30, -1.0, std::numeric_limits<double>::quiet_NaN()}) {
        const std::vector clips{visual(VisualKind::Video, {2, 2, 2}, seconds)};
        const auto layout = ropeLayout(std::vector{kVideo, kVideo}, clips, kQwen25, 0);
        ASSERT_FALSE(layout);
        EXPECT_EQ(layout.error().code, ErrorCode::LimitExceeded);
    }
}

TEST(RopeLayoutTest, RefusesTextBeyondTheLastPosition) {
    EXPECT_FALSE(ropeLayout(std::vector{kText, kText}, {}, kQwen2, std::numeric_limits<std::int32_t>::max() - 1));
    EXPECT_FALSE(ropeLayout(std::vector{kText}, {}, kQwen2, -1));
}

TEST(BuildPromptTest, ExpandsOnePadToAllTokensOfTheImage) {
    const auto prompt =
        buildPrompt(std::vector{kText, kImage, kText}, {visual(VisualKind::Image, {1, 2, 4})}, {}, kQwen2);
    ASSERT_TRUE(prompt);
    EXPECT_THAT(prompt->tokens, ElementsAre(kText, kImage, kImage, kText));
    EXPECT_THAT(prompt->positions, ElementsAre(same(0), RopePosition{1, 1, 1}, RopePosition{1, 1, 2}, same(3)));
    EXPECT_EQ(prompt->nextPosition, 4);
    EXPECT_EQ(prompt->kept.size(), 1u);
}

TEST(BuildPromptTest, DropsPrunedTokensAndKeepsTheCoordinatesOfTheRest) {
    const auto prompt = buildPrompt(std::vector{kText, kImage, kVideo, kText},
                                    {visual(VisualKind::Image, {1, 4, 4}), visual(VisualKind::Video, {2, 2, 2})},
                                    {{false, true, false, true}, {}}, kQwen2, 20);
    ASSERT_TRUE(prompt);
    EXPECT_THAT(prompt->tokens, ElementsAre(kText, kImage, kImage, kVideo, kVideo, kText));
    EXPECT_THAT(prompt->positions, ElementsAre(same(20), RopePosition{21, 21, 22}, RopePosition{21, 22, 22}, same(23),
                                               RopePosition{24, 23, 23}, same(24)));
    EXPECT_EQ(prompt->nextPosition, 25);
}

TEST(BuildPromptTest, CountsPrunedTokensAtTheEndForTheNextPosition) {
    const auto whole = buildPrompt(std::vector{kText, kImage}, {visual(VisualKind::Image, {1, 2, 6})}, {}, kQwen2);
    const auto pruned =
        buildPrompt(std::vector{kText, kImage}, {visual(VisualKind::Image, {1, 2, 6})}, {{true, false, false}}, kQwen2);
    ASSERT_TRUE(whole);
    ASSERT_TRUE(pruned);
    EXPECT_EQ(pruned->tokens.size(), 2u);
    EXPECT_EQ(pruned->nextPosition, whole->nextPosition);
}

TEST(BuildPromptTest, MayPruneAVisualAltogether) {
    const auto prompt =
        buildPrompt(std::vector{kImage, kText}, {visual(VisualKind::Image, {1, 2, 2})}, {{false}}, kQwen2);
    ASSERT_TRUE(prompt);
    EXPECT_THAT(prompt->tokens, ElementsAre(kText));
    EXPECT_THAT(prompt->positions, ElementsAre(same(1)));
}

TEST(BuildPromptTest, RefusesKeptBitsOfAnotherNumber) {
    const auto prompt = buildPrompt(std::vector{kImage}, {visual(VisualKind::Image, {1, 2, 4})}, {{true}}, kQwen2);
    ASSERT_FALSE(prompt);
    EXPECT_THAT(prompt.error().message, HasSubstr("has 2 tokens, found 1 kept bits"));
    EXPECT_FALSE(buildPrompt(std::vector{kImage}, {visual(VisualKind::Image, {1, 2, 4})}, {{}, {}}, kQwen2));
}

TEST(BuildPromptTest, RefusesPatchesThatDoNotFillTheGrid) {
    VisualInput image = visual(VisualKind::Image, {1, 2, 4});
    image.patches.pop_back();
    const auto prompt = buildPrompt(std::vector{kImage}, {image}, {}, kQwen2);
    ASSERT_FALSE(prompt);
    EXPECT_EQ(prompt.error().code, ErrorCode::ShapeMismatch);
    EXPECT_THAT(prompt.error().message, HasSubstr("expected 8 patches of 1 values, found 7 values"));
}

TEST(BuildPromptTest, RefusesAPadWithoutItsVisual) {
    EXPECT_FALSE(buildPrompt(std::vector{kImage, kImage}, {visual(VisualKind::Image, {1, 2, 4})}, {}, kQwen2));
    EXPECT_FALSE(buildPrompt(std::vector{kText}, {visual(VisualKind::Image, {1, 2, 4})}, {}, kQwen2));
    EXPECT_FALSE(buildPrompt(std::vector{kVideo}, {visual(VisualKind::Image, {1, 2, 4})}, {}, kQwen2));
}

}  // namespace
}  // namespace msao::engine
