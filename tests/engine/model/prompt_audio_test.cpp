// SPDX-License-Identifier: Apache-2.0
// Sounds in a prompt: places, positions and kept tokens, worked out by hand.
#include "engine/model/audio_pads.h"
#include "msao/engine/prompt_hash.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace msao::engine {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr TokenId kText{7};
constexpr TokenId kImage{3};
constexpr TokenId kStart{5};
constexpr TokenId kPad{6};
constexpr TokenId kEnd{8};

ModelConfig deafConfig() {
    ModelConfig config;
    config.special = {.visionStart = TokenId{1}, .visionEnd = TokenId{2}, .imagePad = kImage, .videoPad = TokenId{4}};
    config.vision.inChannels = 1;
    config.vision.temporalPatchSize = 1;
    config.vision.patchSize = 1;
    return config;
}

ModelConfig hearingConfig() {
    ModelConfig config = deafConfig();
    config.audio.emplace();
    config.audio->melBins = 2;
    config.audio->pad = kPad;
    config.audio->start = kStart;
    config.audio->end = kEnd;
    return config;
}

const ModelConfig kConfig = hearingConfig();

/// A sound of so many tokens, with a frame over.
AudioInput sound(std::int64_t tokens) {
    AudioInput input;
    input.melBins = 2;
    input.frames = 4 * tokens + 1;
    input.features.resize(static_cast<std::size_t>(2 * input.frames));
    return input;
}

VisualInput image(PatchGrid grid) {
    VisualInput input;
    input.grid = grid;
    input.patches.resize(static_cast<std::size_t>(grid.patches()));
    return input;
}

RopePosition same(std::int32_t p) {
    return {p, p, p};
}

std::string refusal(std::vector<TokenId> tokens, PromptMedia media, const ModelConfig& config = kConfig) {
    const auto prompt = buildPrompt(tokens, std::move(media), config);
    return prompt ? "" : prompt.error().message;
}

TEST(AudioPromptTest, GivesEachTokenOfASoundOnePositionInAllCoordinates) {
    const auto prompt = buildPrompt(std::vector{kStart, kPad, kEnd, kText}, {{}, {}, {sound(3)}, {}}, kConfig, 10);
    ASSERT_TRUE(prompt) << prompt.error().message;
    EXPECT_THAT(prompt->tokens, ElementsAre(kStart, kPad, kPad, kPad, kEnd, kText));
    EXPECT_THAT(prompt->positions, ElementsAre(same(10), same(11), same(12), same(13), same(14), same(15)));
    EXPECT_EQ(prompt->nextPosition, 16);
}

TEST(AudioPromptTest, MixesSoundsAndPictures) {
    const auto prompt = buildPrompt(std::vector{kPad, kImage, kPad, kText},
                                    {{image({1, 2, 4})}, {}, {sound(2), sound(1)}, {}}, kConfig);
    ASSERT_TRUE(prompt) << prompt.error().message;
    EXPECT_THAT(prompt->tokens, ElementsAre(kPad, kPad, kImage, kImage, kPad, kText));
    EXPECT_THAT(prompt->positions,
                ElementsAre(same(0), same(1), RopePosition{2, 2, 2}, RopePosition{2, 2, 3}, same(4), same(5)));
    const auto places = audioPlaces(*prompt, kConfig);
    ASSERT_TRUE(places);
    EXPECT_THAT(places->sequenceIndex, ElementsAre(0, 1, 4));
    EXPECT_THAT(places->towerRow, ElementsAre(0, 1, 2));
}

TEST(AudioPromptTest, KeptTokensKeepTheirPositions) {
    const auto prompt = buildPrompt(std::vector{kPad, kText, kPad},
                                    {{}, {}, {sound(3), sound(2)}, {{false, true, false}, {false, true}}}, kConfig);
    ASSERT_TRUE(prompt) << prompt.error().message;
    EXPECT_THAT(prompt->tokens, ElementsAre(kPad, kText, kPad));
    EXPECT_THAT(prompt->positions, ElementsAre(same(1), same(3), same(5)));
    EXPECT_EQ(prompt->nextPosition, 6);
    const auto places = audioPlaces(*prompt, kConfig);
    ASSERT_TRUE(places);
    EXPECT_THAT(places->sequenceIndex, ElementsAre(0, 2));
    EXPECT_THAT(places->towerRow, ElementsAre(1, 4));
}

TEST(AudioPromptTest, KeepingEverythingIsTheUnprunedPrompt) {
    const std::vector tokens{kText, kPad, kText};
    const auto all = buildPrompt(tokens, {{}, {}, {sound(3)}, {{true, true, true}}}, kConfig);
    const auto unpruned = buildPrompt(tokens, {{}, {}, {sound(3)}, {}}, kConfig);
    ASSERT_TRUE(all && unpruned);
    EXPECT_EQ(all->tokens, unpruned->tokens);
    EXPECT_EQ(all->positions, unpruned->positions);
}

TEST(AudioPromptTest, ASoundMayBeDroppedWhole) {
    const auto prompt =
        buildPrompt(std::vector{kPad, kText, kPad}, {{}, {}, {sound(2), sound(1)}, {{false, false}, {}}}, kConfig);
    ASSERT_TRUE(prompt);
    const auto places = audioPlaces(*prompt, kConfig);
    ASSERT_TRUE(places);
    EXPECT_THAT(places->sequenceIndex, ElementsAre(1));
    EXPECT_THAT(places->towerRow, ElementsAre(2));
}

TEST(AudioPromptTest, ACheckpointWithoutAnAudioEncoderSaysSo) {
    EXPECT_EQ(refusal({kPad}, {{}, {}, {sound(1)}, {}}, deafConfig()), noAudioEncoder().message);
    // There the id is an ordinary token.
    EXPECT_EQ(refusal({kPad, kText}, {}, deafConfig()), "");
}

TEST(AudioPromptTest, RefusesSoundsThatDoNotFit) {
    EXPECT_THAT(refusal({kText}, {{}, {}, {sound(1)}, {}}), HasSubstr("places for 0 sounds, found 1"));
    EXPECT_THAT(refusal({kPad, kPad}, {{}, {}, {sound(1)}, {}}), HasSubstr("places for 2 sounds, found 1"));
    EXPECT_THAT(refusal({kPad}, {{}, {}, {sound(2)}, {{true}}}), HasSubstr("sound 0 has 2 tokens, found 1 kept bits"));
    EXPECT_THAT(refusal({kPad}, {{}, {}, {sound(2)}, {{}, {}}}), HasSubstr("kept tokens of 1 sounds, found 2"));
    EXPECT_THAT(refusal({kPad}, {{}, {}, {sound(0)}, {}}), HasSubstr("at least 3 frames, found 1"));
    AudioInput wrong = sound(2);
    wrong.melBins = 3;
    EXPECT_THAT(refusal({kPad}, {{}, {}, {wrong}, {}}), HasSubstr("expected 2 mel bins, found 3"));
    for (const std::int64_t frames : {std::int64_t{-9}, std::int64_t{0}, std::int64_t{8}, INT64_MAX}) {
        wrong = sound(2);
        wrong.frames = frames;
        EXPECT_THAT(refusal({kPad}, {{}, {}, {wrong}, {}}), HasSubstr("of 2 values, found 18 values"));
    }
}

TEST(AudioPromptTest, TheHashCoversTheSoundAndWhatOfItIsKept) {
    const std::vector tokens{kText, kPad, kText};
    const auto hashOf = [&](const AudioInput& input, const KeptTokens& kept) {
        const auto prompt = buildPrompt(tokens, {{}, {}, {input}, {kept}}, kConfig);
        EXPECT_TRUE(prompt);
        return promptHash(*prompt, kConfig);
    };
    const std::uint64_t hash = hashOf(sound(3), {});
    EXPECT_EQ(hashOf(sound(3), {true, true, true}), hash);
    EXPECT_NE(hashOf(sound(3), {true, false, true}), hash);
    AudioInput longer = sound(3);
    longer.frames += 1;
    longer.features.resize(static_cast<std::size_t>(2 * longer.frames));
    EXPECT_NE(hashOf(longer, {}), hash);
    AudioInput louder = sound(3);
    louder.features[5] += 0.01f;
    EXPECT_NE(hashOf(louder, {}), hash);
    AudioInput rounded = sound(3);
    rounded.features[5] += 1e-6f;  // what another machine's logarithm may do
    EXPECT_EQ(hashOf(rounded, {}), hash);
}

TEST(AudioPlacesTest, RefusesAPromptThatDoesNotFitItself) {
    auto prompt = buildPrompt(std::vector{kPad, kText}, {{}, {}, {sound(2)}, {}}, kConfig);
    ASSERT_TRUE(prompt);
    Prompt fewer = *prompt;
    fewer.tokens[1] = kText;
    EXPECT_THAT(audioPlaces(fewer, kConfig).error().message, HasSubstr("needs more audio pad tokens"));
    Prompt more = *prompt;
    more.tokens[2] = kPad;
    EXPECT_THAT(audioPlaces(more, kConfig).error().message, HasSubstr("token 2 is an audio pad"));
    EXPECT_EQ(audioPlaces(*prompt, deafConfig()).error().message, noAudioEncoder().message);
}

}  // namespace
}  // namespace msao::engine
