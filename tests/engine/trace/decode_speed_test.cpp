// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/decode_speed.h"

#include <gtest/gtest.h>

#include <chrono>

namespace msao::tests {
namespace {

using namespace engine;
using std::chrono::milliseconds;

TokenEmitted emitted(std::int64_t position) {
    return {position, TokenId{7}, Provenance::Cloud, "a"};
}

TEST(DecodeSpeedTest, CountsTokensBehindTheFirstOnesOverTheTimeSinceThem) {
    DecodeSpeed speed;
    speed.apply(milliseconds(20), RequestStarted{});
    EXPECT_FALSE(speed.tokensPerSecond(0));
    // The first verdict brings two, 500 ms after asking; two more come a tenth of a second apart.
    speed.apply(milliseconds(520), emitted(0));
    speed.apply(milliseconds(520), emitted(1));
    EXPECT_FALSE(speed.tokensPerSecond(2));
    speed.apply(milliseconds(620), emitted(2));
    speed.apply(milliseconds(720), emitted(3));
    ASSERT_TRUE(speed.tokensPerSecond(4));
    EXPECT_DOUBLE_EQ(*speed.tokensPerSecond(4), 10);
}

TEST(DecodeSpeedTest, AnEndAndAVerdictAddNoTime) {
    DecodeSpeed speed;
    speed.apply(milliseconds(100), emitted(0));
    speed.apply(milliseconds(200), emitted(1));
    const DecodeSpeed before = speed;
    speed.apply(milliseconds(900), VerdictArrived{});
    speed.apply(milliseconds(900), RequestEnded{});
    EXPECT_EQ(speed, before);
    EXPECT_DOUBLE_EQ(*speed.tokensPerSecond(2), 10);
}

TEST(DecodeSpeedTest, ATokenThatIsRevisedHasComeWithItsRevision) {
    DecodeSpeed speed;
    speed.apply(milliseconds(100), emitted(0));
    speed.apply(milliseconds(200), emitted(1));
    speed.apply(milliseconds(300), TokenRevised{1, TokenId{8}, Provenance::Corrected, "b"});
    EXPECT_DOUBLE_EQ(*speed.tokensPerSecond(2), 5);
}

}  // namespace
}  // namespace msao::tests
