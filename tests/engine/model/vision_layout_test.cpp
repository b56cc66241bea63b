// SPDX-License-Identifier: Apache-2.0
// Worked out by hand on grids of a few merge blocks (2x2 patches each).
#include "engine/model/vision_layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

namespace msao::engine {
namespace {

using ::testing::ElementsAre;

/// Windows of 2x2 merge blocks.
VisionConfig smallWindows() {
    VisionConfig config;
    config.patchSize = 14;
    config.spatialMergeSize = 2;
    config.windowSize = 56;
    return config;
}

TEST(VisionLayoutTest, KeepsTheOrderWithoutWindowAttention) {
    const std::vector<PatchGrid> grids{{1, 2, 4}, {2, 2, 2}};
    const VisionLayout layout = visionLayout(grids, ModelFamily::Qwen2VL, smallWindows());
    EXPECT_THAT(layout.blockOrder, ElementsAre(0, 1, 2, 3));
    EXPECT_THAT(layout.frames, ElementsAre(SegmentRun{1, 8}, SegmentRun{2, 4}));
    EXPECT_TRUE(layout.windows.empty());
}

TEST(VisionLayoutTest, NamesRowAndColumnOfEveryPatchBlockByBlock) {
    const VisionLayout layout = visionLayout(std::vector<PatchGrid>{{1, 2, 4}}, ModelFamily::Qwen2VL, smallWindows());
    EXPECT_THAT(layout.rows, ElementsAre(0, 0, 1, 1, 0, 0, 1, 1));
    EXPECT_THAT(layout.columns, ElementsAre(0, 1, 0, 1, 2, 3, 2, 3));
}

TEST(VisionLayoutTest, PutsWindowsOfOneSizeTogether) {
    // 3x3 blocks: one window of 2x2, two edges of 2 and a corner of 1.
    //   0 1 | 2
    //   3 4 | 5
    //   ----+--
    //   6 7 | 8
    const VisionLayout layout = visionLayout(std::vector<PatchGrid>{{1, 6, 6}}, ModelFamily::Qwen2_5VL, smallWindows());
    EXPECT_THAT(layout.blockOrder, ElementsAre(0, 1, 3, 4, 2, 5, 6, 7, 8));
    EXPECT_THAT(layout.windows, ElementsAre(SegmentRun{1, 16}, SegmentRun{2, 8}, SegmentRun{1, 4}));
    EXPECT_THAT(layout.frames, ElementsAre(SegmentRun{1, 36}));
    EXPECT_EQ(layout.rows[16], 0);  // the first patch of block 2
    EXPECT_EQ(layout.columns[16], 4);
}

TEST(VisionLayoutTest, NeverLetsAWindowCrossFramesOrImages) {
    const std::vector<PatchGrid> grids{{2, 4, 4}, {1, 4, 4}};
    const VisionLayout layout = visionLayout(grids, ModelFamily::Qwen2_5VL, smallWindows());
    EXPECT_THAT(layout.windows, ElementsAre(SegmentRun{3, 16}));
    EXPECT_THAT(layout.frames, ElementsAre(SegmentRun{3, 16}));
    std::vector<std::int64_t> inOrder(12);
    std::iota(inOrder.begin(), inOrder.end(), 0);
    EXPECT_EQ(layout.blockOrder, inOrder);
}

}  // namespace
}  // namespace msao::engine
