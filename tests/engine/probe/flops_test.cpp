// SPDX-License-Identifier: Apache-2.0
// Counted by hand from the published shapes.
#include "msao/engine/flops.h"

#include "engine/checkpoint/model_presets.h"

#include <gtest/gtest.h>

namespace msao::engine {
namespace {

TEST(FlopsTest, ADecodeStepIsTwiceTheWeightsAndTheAttention) {
    const TextConfig text = qwen25VL7B().text;
    // 6.525 G parameters in the layers and 0.545 G in the head; attention over 1000 keys.
    const double weights = 28.0 * 3584 * (2 * 3584 + 2 * 512 + 3 * 18944) + 3584.0 * 152064;
    EXPECT_NEAR(weights / 1e9, 7.07, 0.01);
    EXPECT_DOUBLE_EQ(languageFlops(text, 999, 1, 1), 2 * weights + 28 * 4.0 * 1000 * 3584);
}

TEST(FlopsTest, APrefillIsTheSumOfItsTokens) {
    const TextConfig text = qwen2VL2B().text;
    double oneByOne = 0;
    for (std::int64_t t = 0; t < 37; ++t) oneByOne += languageFlops(text, t, 1, 0);
    EXPECT_NEAR(languageFlops(text, 0, 37, 0), oneByOne, 1e-6 * oneByOne);
}

TEST(FlopsTest, WindowsAttendToThemselvesAlone) {
    ModelConfig config = qwen25VL7B();
    config.vision.depth = 1;
    config.vision.fullAttentionBlocks = {};
    const PatchGrid grid{1, 12, 20};  // windows of 8x8 patches: 8+4 by 8+8+4
    const double pairs = (64 + 16) * (64.0 + 64 + 16);
    const double products = 2 * 240.0 * (1176 * 1280 + 1280 * (4 * 1280 + 3 * 3420));
    EXPECT_DOUBLE_EQ(towerBlockFlops(config, std::span(&grid, 1), 1), products + 4 * pairs * 1280);
}

TEST(FlopsTest, TheMergerOfATokenIsTwoMatrices) {
    const PatchGrid grid{1, 4, 6};
    EXPECT_DOUBLE_EQ(mergerFlops(qwen2VL2B(), std::span(&grid, 1)), 6 * 2.0 * 5120 * (5120 + 1536));
}

TEST(FlopsTest, TheProbeOfASmallPictureCostsLessThanHalfAPercentOfThePipeline) {
    // 640x480 is resized to 644x476: 46x34 patches, 391 tokens.
    const QuestionShape question{{{1, 34, 46}}, 40, 0, 64};
    const ProbeFlops probe = probeFlops(qwen2VL2B(), {}, question, 2);
    const double pipeline = pipelineFlops(qwen25VL7B(), {}, question);
    EXPECT_GT(pipeline, 8e12);
    EXPECT_LE(probe.extra() / pipeline, 0.0047);
    EXPECT_GT(probe.reused, probe.extra());
}

}  // namespace
}  // namespace msao::engine
