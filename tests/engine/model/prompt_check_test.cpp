// SPDX-License-Identifier: Apache-2.0
#include "engine/model/prompt_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace msao::engine {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr TokenId kText{7};
constexpr TokenId kImage{3};
constexpr TokenId kVideo{4};

ModelConfig onePixelPatches() {
    ModelConfig config;
    config.special = {.visionStart = TokenId{1}, .visionEnd = TokenId{2}, .imagePad = kImage, .videoPad = kVideo};
    config.vision.inChannels = 1;
    config.vision.temporalPatchSize = 1;
    config.vision.patchSize = 1;
    config.text.vocabularySize = 10;
    return config;
}

const ModelConfig kConfig = onePixelPatches();

VisualInput visual(VisualKind kind, PatchGrid grid) {
    VisualInput input;
    input.kind = kind;
    input.grid = grid;
    input.patches.resize(static_cast<std::size_t>(grid.patches()));
    return input;
}

Prompt prompt(std::vector<TokenId> tokens, std::vector<VisualInput> visuals = {}) {
    Prompt result;
    result.positions.resize(tokens.size());
    result.tokens = std::move(tokens);
    result.kept.resize(visuals.size());
    result.visuals = std::move(visuals);
    return result;
}

std::string refusal(const Prompt& wrong) {
    const auto places = visualPlaces(wrong, kConfig);
    return places ? "" : places.error().message;
}

TEST(VisualPlacesTest, FindsEveryVisualTokenInOrder) {
    const auto places =
        visualPlaces(prompt({kText, kImage, kImage, kText, kVideo},
                            {visual(VisualKind::Image, {1, 2, 4}), visual(VisualKind::Video, {1, 2, 2})}),
                     kConfig);
    ASSERT_TRUE(places);
    EXPECT_THAT(places->sequenceIndex, ElementsAre(1, 2, 4));
    EXPECT_THAT(places->towerRow, ElementsAre(0, 1, 2));
}

TEST(VisualPlacesTest, SkipsTheRowsOfPrunedTokens) {
    Prompt pruned =
        prompt({kImage, kText, kImage}, {visual(VisualKind::Image, {1, 2, 6}), visual(VisualKind::Image, {1, 2, 2}),
                                         visual(VisualKind::Image, {1, 2, 4})});
    pruned.kept = {{false, false, true}, {false}, {false, true}};
    const auto places = visualPlaces(pruned, kConfig);
    ASSERT_TRUE(places);
    EXPECT_THAT(places->sequenceIndex, ElementsAre(0, 2));
    EXPECT_THAT(places->towerRow, ElementsAre(2, 5));
}

TEST(VisualPlacesTest, RefusesAnEmptyPrompt) {
    EXPECT_THAT(refusal(prompt({})), HasSubstr("empty"));
}

TEST(VisualPlacesTest, RefusesTokensOutsideTheVocabulary) {
    EXPECT_THAT(refusal(prompt({kText, TokenId{10}})), HasSubstr("token 1 has id 10, expected 0 to 9"));
    EXPECT_THAT(refusal(prompt({TokenId{-1}})), HasSubstr("token 0 has id -1"));
}

TEST(VisualPlacesTest, RefusesPositionsOfAnotherNumber) {
    Prompt wrong = prompt({kText, kText});
    wrong.positions.pop_back();
    EXPECT_THAT(refusal(wrong), HasSubstr("2 tokens, but 1 positions"));
}

TEST(VisualPlacesTest, RefusesPadsThatNoVisualFills) {
    EXPECT_THAT(refusal(prompt({kText, kImage})), HasSubstr("token 1 is a visual pad"));
    EXPECT_THAT(refusal(prompt({kImage, kImage}, {visual(VisualKind::Image, {1, 2, 2})})),
                HasSubstr("token 1 is a visual pad"));
}

TEST(VisualPlacesTest, RefusesVisualsWithoutTheirPads) {
    EXPECT_THAT(refusal(prompt({kText}, {visual(VisualKind::Image, {1, 2, 2})})),
                HasSubstr("needs 1 image pad tokens, found 0"));
    EXPECT_THAT(refusal(prompt({kVideo}, {visual(VisualKind::Image, {1, 2, 2})})),
                HasSubstr("needs 1 image pad tokens, found 0"));
}

TEST(VisualPlacesTest, RefusesKeptBitsAndPatchesOfAnotherNumber) {
    Prompt wrong = prompt({kImage}, {visual(VisualKind::Image, {1, 2, 4})});
    wrong.kept[0] = {true};
    EXPECT_THAT(refusal(wrong), HasSubstr("has 2 tokens, found 1 kept bits"));
    wrong.kept.clear();
    EXPECT_THAT(refusal(wrong), HasSubstr("kept tokens of 1 visual inputs, found 0"));
    wrong = prompt({kImage}, {visual(VisualKind::Image, {1, 2, 2})});
    wrong.visuals[0].patches.clear();
    EXPECT_THAT(refusal(wrong), HasSubstr("expected 4 patches"));
}

}  // namespace
}  // namespace msao::engine
