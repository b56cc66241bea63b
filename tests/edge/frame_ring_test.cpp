// SPDX-License-Identifier: Apache-2.0
#include "edge/capture/frame_ring.h"
#include "edge/runtime/standing_question.h"

#include <gtest/gtest.h>

namespace msao::edge {
namespace {

using std::chrono::milliseconds;
using Time = std::chrono::steady_clock::time_point;

Frame frameAt(int ms, int width = 4) {
    auto image = std::make_shared<engine::RgbImage>(engine::RgbImage{width, 1, {}});
    image->pixels.assign(static_cast<std::size_t>(width) * 3, static_cast<std::uint8_t>(ms / 100));
    return {std::move(image), Time(milliseconds(ms))};
}

/// When the frames of a clip were taken, in tenths of a second.
std::vector<int> tenths(const engine::RgbClip& clip) {
    std::vector<int> times;
    for (const engine::RgbImage& frame : clip.frames) times.push_back(frame.pixels[0]);
    return times;
}

FrameRing ringOf(int lastMs, int stepMs) {
    FrameRing ring({milliseconds(6000), milliseconds(250), 1 << 20});
    for (int ms = 0; ms <= lastMs; ms += stepMs) ring.take(frameAt(ms));
    return ring;
}

TEST(FrameRingTest, GivesTheLastSecondsEndingNow) {
    const engine::RgbClip clip = ringOf(5000, 50).last(4, 1);
    EXPECT_EQ(tenths(clip), (std::vector<int>{20, 30, 40, 50}));
    EXPECT_EQ(clip.framesPerSecond, 1);
}

TEST(FrameRingTest, GivesWhatThereIsWhereTheSourceIsYounger) {
    // Of what is kept, the frame of 1.5 s is nearest to a second ago.
    EXPECT_EQ(tenths(ringOf(2400, 100).last(8, 1)), (std::vector<int>{15, 24}));
    EXPECT_EQ(tenths(ringOf(0, 100).last(8, 1)), (std::vector<int>{0}));
    EXPECT_TRUE(FrameRing().last(8, 1).frames.empty());
}

TEST(FrameRingTest, ForgetsWhatIsOlderThanItsSpan) {
    const FrameRing ring = ringOf(20'000, 50);
    EXPECT_LE(ring.size(), 6000u / 250 + 2);
    EXPECT_EQ(tenths(ring.last(100, 1)).front(), 150);
}

TEST(FrameRingTest, HoldsNoMoreBytesThanItMay) {
    FrameRing ring({milliseconds(60'000), milliseconds(0), 1000});
    for (int ms = 0; ms < 5000; ms += 100) ring.take(frameAt(ms, 100));
    EXPECT_LE(ring.bytes(), 1000);
    EXPECT_EQ(tenths(ring.last(1, 10)).back(), 49);
}

TEST(FrameRingTest, BeginsAnewWithAnotherSizeOrWithoutAPicture) {
    FrameRing ring = ringOf(3000, 100);
    ring.take(frameAt(3100, 8));
    EXPECT_EQ(ring.size(), 1u);
    ring.take({});
    EXPECT_EQ(ring.size(), 0u);
}

TEST(StandingQuestionTest, AsksWhenTheSceneHasChangedAndThePauseIsOver) {
    StandingOrder order;
    order.threshold = 0.25;
    order.pause = milliseconds(5000);
    StandingQuestion standing(order);
    const auto at = [](int ms) { return Time(milliseconds(ms)); };
    EXPECT_TRUE(standing.isDue(0, at(0)));        // nothing is known of the scene yet
    EXPECT_FALSE(standing.isDue(0.9, at(4999)));  // too soon
    EXPECT_FALSE(standing.isDue(0.25, at(6000)));
    EXPECT_TRUE(standing.isDue(0.26, at(6100)));
    EXPECT_FALSE(standing.isDue(0.9, at(11'000)));
    EXPECT_TRUE(standing.isDue(0.9, at(11'100)));
}

}  // namespace
}  // namespace msao::edge
