// SPDX-License-Identifier: Apache-2.0
#include "evaluation/scoring/statistics.h"

#include <gtest/gtest.h>

namespace msao::evaluation {
namespace {

TEST(StatisticsTest, PercentilesLieBetweenTheNearestRanks) {
    // numpy.percentile([4, 1, 3, 2], [0, 50, 95, 100])
    const std::vector<double> values = {4, 1, 3, 2};
    EXPECT_DOUBLE_EQ(percentile(values, 0), 1);
    EXPECT_DOUBLE_EQ(percentile(values, 0.5), 2.5);
    EXPECT_NEAR(percentile(values, 0.95), 3.85, 1e-12);
    EXPECT_DOUBLE_EQ(percentile(values, 1), 4);
    EXPECT_EQ(percentile({}, 0.5), 0);
}

TEST(StatisticsTest, ABootstrapIntervalIsASharpOneForASureThing) {
    const std::vector<double> always(50, 1.0);
    EXPECT_EQ(bootstrapMean(always), (Interval{1, 1}));
    EXPECT_EQ(bootstrapMean({}), Interval{});
}

TEST(StatisticsTest, ABootstrapIntervalIsAboutTwoStandardErrorsWideToEachSide) {
    std::vector<double> coin;
    for (int i = 0; i < 400; ++i) coin.push_back(i % 2);
    const Interval interval = bootstrapMean(coin, {.resamples = 4000, .seed = 3});
    EXPECT_NEAR(interval.low, 0.5 - 1.96 * 0.025, 0.006);
    EXPECT_NEAR(interval.high, 0.5 + 1.96 * 0.025, 0.006);
}

TEST(StatisticsTest, TheMedianOfEqualsIsSharpAndThatOfOthersHasTheMedianInside) {
    EXPECT_EQ(bootstrapPercentile(std::vector<double>(9, 4.0), 0.5), (Interval{4, 4}));
    std::vector<double> values;
    for (int i = 0; i < 101; ++i) values.push_back(i);
    const Interval interval = bootstrapPercentile(values, 0.5);
    EXPECT_LT(interval.low, 50);
    EXPECT_GT(interval.high, 50);
    EXPECT_GT(interval.low, 25);
    EXPECT_LT(interval.high, 75);
    EXPECT_EQ(bootstrapPercentile(values, 1).high, 100);
}

TEST(StatisticsTest, TheSeedDecidesTheInterval) {
    std::vector<double> values;
    for (int i = 0; i < 30; ++i) values.push_back(i * i % 7);
    EXPECT_EQ(bootstrapMean(values, {.seed = 5}), bootstrapMean(values, {.seed = 5}));
    EXPECT_NE(bootstrapMean(values, {.seed = 5}), bootstrapMean(values, {.seed = 6}));
}

TEST(StatisticsTest, AucIsTheShareOfPairsInTheRightOrder) {
    // Pairs (0.9, 0.1), (0.9, 0.5), (0.5, 0.1) are right, (0.5, 0.5) is half right.
    EXPECT_DOUBLE_EQ(rankAuc({{0.9, true}, {0.5, true}, {0.1, false}, {0.5, false}}), 3.5 / 4);
    EXPECT_DOUBLE_EQ(rankAuc({{0.1, true}, {0.9, false}}), 0);
    EXPECT_DOUBLE_EQ(rankAuc({{0.3, true}, {0.3, false}, {0.3, false}}), 0.5);
    EXPECT_DOUBLE_EQ(rankAuc({{0.3, true}}), 0.5);
    EXPECT_DOUBLE_EQ(rankAuc({}), 0.5);
}

}  // namespace
}  // namespace msao::evaluation
