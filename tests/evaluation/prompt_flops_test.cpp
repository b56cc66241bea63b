// SPDX-License-Identifier: Apache-2.0
// Against sums made by hand for a model small enough for that.
#include "evaluation/measure/prompt_flops.h"

#include <gtest/gtest.h>

namespace msao::evaluation {
namespace {

using namespace engine;

ModelConfig smallModel() {
    ModelConfig config;
    config.vision.depth = 1;
    config.vision.hiddenSize = 4;
    config.vision.intermediateSize = 8;
    config.vision.headCount = 1;
    config.vision.outHiddenSize = 6;
    config.text.hiddenSize = 6;
    config.text.intermediateSize = 10;
    config.text.layerCount = 2;
    config.text.headCount = 2;
    config.text.kvHeadCount = 1;
    config.text.headDim = 3;
    config.text.vocabularySize = 20;
    return config;
}

/// Two rows and two columns of tokens, and `words` other tokens.
Prompt promptOf(std::size_t tokens) {
    Prompt prompt;
    prompt.visuals.push_back({VisualKind::Image, {1, 4, 4}, {}, 1});
    prompt.tokens.resize(tokens);
    return prompt;
}

// Per token: 2 layers x 2 operations x (q 6x6 + k and v 6x3 each + out 6x6 + three matrices 6x10 of the MLP).
constexpr double kLanguagePerToken = 2 * 2.0 * (36 + 18 + 18 + 36 + 180);
constexpr double kHead = 2.0 * 6 * 20;

/// Scores and weighted sum over 6 values for each pair, in 2 layers.
double pairs(double count) {
    return 2 * 4 * count * 6;
}

/// 2 operations x (embedding 1176x4 + four projections 4x4 + two matrices 4x8), and full attention over 4 values.
double tower(double patches) {
    return 2 * patches * (1176 * 4 + 4 * 16 + 2 * 32) + 4 * patches * patches * 4;
}

/// Four patches of 4 values make 16, then 16x16 and 16x6.
double merger(double tokens) {
    return 2 * tokens * (256 + 96);
}

TEST(PromptFlopsTest, AWholePromptIsTheSumByHand) {
    const std::vector<KeptGrid> kept = {{std::vector<bool>(4, true), 1, 2, 2, 2}};
    const double expected = tower(16) + merger(4) + 7 * kLanguagePerToken + pairs(1 + 2 + 3 + 4 + 5 + 6 + 7) + kHead;
    EXPECT_DOUBLE_EQ(promptFlops(smallModel(), promptOf(7), kept), expected);
}

TEST(PromptFlopsTest, PrunedTokensAreNeitherSeenNorRead) {
    const std::vector<KeptGrid> kept = {{{true, false, false, true}, 1, 2, 2, 2}};
    const double expected = tower(8) + merger(2) + 5 * kLanguagePerToken + pairs(1 + 2 + 3 + 4 + 5) + kHead;
    EXPECT_DOUBLE_EQ(promptFlops(smallModel(), promptOf(5), kept), expected);
}

TEST(PromptFlopsTest, FramesOfAClipDoNotAttendToEachOther) {
    Prompt clip = promptOf(6);
    clip.visuals[0] = {VisualKind::Video, {2, 4, 4}, {}, 1};
    const std::vector<KeptGrid> kept = {{{true, true, false, false, true, false, false, false}, 2, 2, 2, 2}};
    const double expected =
        tower(8) + tower(4) + merger(3) + 6 * kLanguagePerToken + pairs(1 + 2 + 3 + 4 + 5 + 6) + kHead;
    EXPECT_DOUBLE_EQ(promptFlops(smallModel(), clip, kept), expected);
}

TEST(PromptFlopsTest, DecodingReadsWhatStandsBefore) {
    EXPECT_DOUBLE_EQ(decodeFlops(smallModel(), 7, 2), 2 * kLanguagePerToken + pairs(8 + 9) + 2 * kHead);
    EXPECT_DOUBLE_EQ(decodeFlops(smallModel(), 7, 0), 0);
}

TEST(PromptFlopsTest, TheProbeAddsLittleToWhatPrefillNeedsAnyway) {
    ModelConfig config;  // of the published sizes
    Prompt prompt;
    prompt.visuals.push_back({VisualKind::Image, {1, 32, 32}, {}, 1});
    prompt.tokens.resize(300);
    const std::vector<KeptGrid> kept = {{std::vector<bool>(256, true), 1, 16, 16, 2}};
    const double extra = probeExtraFlops(config, prompt);
    EXPECT_GT(extra, 0);
    EXPECT_LT(extra, 0.05 * promptFlops(config, prompt, kept));
}

TEST(PromptFlopsTest, WhatTheProbeHandsOnAreFirstBlocksOverPicturesAndSounds) {
    Prompt prompt = promptOf(7);
    EXPECT_DOUBLE_EQ(probeReusedFlops(smallModel(), prompt), tower(16));
    prompt.audios.push_back({128, 40, {}});
    EXPECT_GT(probeReusedFlops(smallModel(), prompt), tower(16));
}

}  // namespace
}  // namespace msao::evaluation
