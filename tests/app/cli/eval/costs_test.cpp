// SPDX-License-Identifier: Apache-2.0
#include "app/cli/eval/costs.h"

#include "engine/checkpoint/model_presets.h"
#include "msao/engine/flops.h"

#include <gtest/gtest.h>

namespace msao::app {
namespace {

using namespace engine;

double edgeFlops(Mode chosen, std::int64_t drafted) {
    const ModelConfig draft = tinyModel(ModelFamily::Qwen2VL);
    PromptDescription sent;
    sent.tokens.assign(12, TokenId{3});
    EvalMeter meter;
    meter.drafted = drafted;
    meter.draftRows = std::max<std::int64_t>(0, drafted - 1);
    const auto flops = flopsOf(sent, {&draft, nullptr, false, chosen, 0}, meter);
    EXPECT_TRUE(flops) << flops.error().message;
    return flops ? flops->edge : -1;
}

TEST(EvalCostsTest, AnEdgeThatDraftedBeforeItWasPlannedAwayHasComputed) {
    EXPECT_GT(edgeFlops(Mode::CloudOnly, 3), 0);
    EXPECT_EQ(edgeFlops(Mode::CloudOnly, 3), edgeFlops(Mode::NeverIdle, 3));
    EXPECT_GT(edgeFlops(Mode::CloudOnly, 3), edgeFlops(Mode::CloudOnly, 2));
}

TEST(EvalCostsTest, AnEdgeThatNeverDraftedHasNot) {
    EXPECT_EQ(edgeFlops(Mode::CloudOnly, 0), 0);
    EXPECT_EQ(edgeFlops(Mode::CoLocated, 0), 0);
    EXPECT_GT(edgeFlops(Mode::Sync, 0), 0);  // its prompt was read
}

TEST(EvalCostsTest, WhatTheCloudDraftsForItselfIsTheCloudsArithmetic) {
    const ModelConfig draft = tinyModel(ModelFamily::Qwen2VL);
    PromptDescription sent;
    sent.tokens.assign(12, TokenId{3});
    const auto cloud = [&](std::int64_t passes) {
        AnsweredBy by{&draft, &draft, false, Mode::CoLocated, 0, passes};
        const auto flops = flopsOf(sent, by, {});
        EXPECT_TRUE(flops);
        EXPECT_EQ(flops->edge, 0);
        return flops->cloud;
    };
    // The copy reads the prompt, and a token behind it.
    EXPECT_NEAR(cloud(1) - cloud(0), languageFlops(draft.text, 0, 12, 1) + languageFlops(draft.text, 12, 1, 1), 1);
    EXPECT_GT(cloud(4), cloud(1));
}

TEST(EvalCostsTest, PerLlmSendsHiddenStatesAndNothingElse) {
    PromptDescription sent;
    sent.tokens.assign(12, TokenId{3});
    sent.visuals.push_back({VisualKind::Image, {{RgbImage{4, 4, std::vector<std::uint8_t>(48)}}}, {}});
    const evaluation::AnswerTraffic whole = trafficOf(sent, {}, 0);
    EXPECT_EQ(whole.imageUp, 48);
    EXPECT_GT(whole.textUp, 0);
    const evaluation::AnswerTraffic cut = trafficOf(sent, {}, 700);
    EXPECT_EQ(cut.hiddenUp, 700);
    EXPECT_EQ(cut.imageUp + cut.textUp, 0);
}

TEST(EvalCostsTest, MemoryIsOfWhoHoldsWhat) {
    const ModelConfig draft = tinyModel(ModelFamily::Qwen2VL);
    const ModelConfig target = tinyModel(ModelFamily::Qwen2VL);
    const LoadedBytes loaded{{100, 2}, {1000, 2}};
    const PromptLoad load{{50, 10, 0}, 64};
    EvalMeter meter;
    const auto held = [&](Mode mode, bool wasProbed = false) {
        return memoryOf(load, {&draft, &target, wasProbed, mode, 0, 0}, meter, loaded);
    };
    const double cache = 2.0 * 2 * target.text.layerCount * target.text.kvWidth() * 60;  // keys and values of 60 tokens
    EXPECT_EQ(held(Mode::NeverIdle).cloud.cache, cache);
    EXPECT_EQ(held(Mode::NeverIdle).edge.weights, 100);
    EXPECT_EQ(held(Mode::NeverIdle).cloud.weights, 1000);
    EXPECT_EQ(held(Mode::CoLocated).edge.total(), 0);
    EXPECT_EQ(held(Mode::CoLocated).cloud.weights, 1100);
    EXPECT_EQ(held(Mode::Hybrid).cloud.cache, 2 * cache);
    EXPECT_EQ(held(Mode::CloudOnly).edge.cache, 0) << "planned away before it drafted";
    EXPECT_GT(held(Mode::CloudOnly, true).edge.activations, 0) << "but it looked";
    const auto cut = memoryOf(load, {nullptr, &target, false, Mode::PerLlm, 1, 0}, meter, loaded);
    EXPECT_NEAR(cut.edge.weights + cut.cloud.weights, 1000, 1e-6);
    EXPECT_NEAR(cut.edge.cache + cut.cloud.cache, cache, 1e-6);
}

}  // namespace
}  // namespace msao::app
