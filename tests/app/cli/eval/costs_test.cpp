// SPDX-License-Identifier: Apache-2.0
#include "app/cli/eval/costs.h"

#include "engine/checkpoint/model_presets.h"

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

}  // namespace
}  // namespace msao::app
