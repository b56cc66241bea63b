// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/pass_forecast.h"

#include <gtest/gtest.h>

namespace msao::engine {
namespace {

constexpr double kPassMs = 9;

TEST(PassForecastTest, ADraftWaitsForTheOneThatComesJustBehindThePass) {
    PassForecast passes;
    passes.sent(3.3, 1, kPassMs);  // until 12.3; drafts are ready at 6.6, 9.9 and 13.2
    EXPECT_TRUE(passes.isBetterKept(6.6, 3.3, kPassMs));
    EXPECT_TRUE(passes.isBetterKept(9.9, 3.3, kPassMs));
    EXPECT_FALSE(passes.isBetterKept(13.2, 3.3, kPassMs));
}

TEST(PassForecastTest, NothingIsKeptWhereTheNextOneComesLateOrTheCloudIsIdle) {
    PassForecast passes;
    EXPECT_FALSE(passes.isBetterKept(4.4, 4.4, kPassMs));
    passes.sent(4.4, 1, kPassMs);  // until 13.4; drafts are ready at 8.8, 13.2 and 17.6
    EXPECT_FALSE(passes.isBetterKept(8.8, 4.4, kPassMs));
    EXPECT_FALSE(passes.isBetterKept(13.2, 4.4, kPassMs));
    EXPECT_FALSE(passes.isBetterKept(8.8, 0, kPassMs)) << "nobody knows when the next one comes";
}

TEST(PassForecastTest, TwoThatWaitMakeAnotherPassAndOneIsJudgedByItsEnd) {
    PassForecast one, two;
    for (PassForecast* passes : {&one, &two}) passes->sent(0, 1, kPassMs);
    one.sent(5, 1, kPassMs);
    two.sent(5, 2, kPassMs);
    EXPECT_FALSE(one.isBetterKept(10, 2.8, kPassMs));
    EXPECT_TRUE(two.isBetterKept(10, 2.8, kPassMs)) << "a pass until 18, and a draft at 18.4";
}

TEST(PassForecastTest, KnowsOfNoPassBehindARejection) {
    PassForecast passes;
    passes.sent(3.3, 1, kPassMs);
    passes.reset();
    EXPECT_FALSE(passes.isBetterKept(6.6, 3.3, kPassMs));
}

}  // namespace
}  // namespace msao::engine
