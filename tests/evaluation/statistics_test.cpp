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

std::vector<EachTime> askedOnce(const std::vector<double>& values) {
    std::vector<EachTime> questions;
    for (const double value : values) questions.push_back({value});
    return questions;
}

TEST(StatisticsTest, QuestionsThatWereAskedOnceHaveTheIntervalOfTheirValues) {
    std::vector<double> values;
    for (int i = 0; i < 40; ++i) values.push_back(i * i % 37);
    EXPECT_EQ(bootstrapPercentile(askedOnce(values), 0.95, {.seed = 8}),
              bootstrapPercentile(values, 0.95, {.seed = 8}));
    EXPECT_EQ(bootstrapPercentile(std::vector<EachTime>{}, 0.5), Interval{});
}

TEST(StatisticsTest, WhatChangesFromTimeToTimeIsInTheInterval) {
    std::vector<EachTime> steady(30, EachTime{10, 10, 10});
    EXPECT_EQ(bootstrapPercentile(steady, 0.5), (Interval{10, 10}));
    for (EachTime& question : steady) question = {9, 10, 11};
    const Interval noisy = bootstrapPercentile(steady, 0.95);
    EXPECT_LE(noisy.low, 11);
    EXPECT_GE(noisy.high, 11);
    EXPECT_LT(bootstrapPercentile(steady, 0.1).low, 10);
}

TEST(StatisticsTest, ARatioIsOfTheSameDrawsAboveAndBelow) {
    std::vector<EachTime> tokens;
    std::vector<EachTime> ms;
    for (int i = 1; i <= 20; ++i) {
        tokens.push_back({static_cast<double>(i), static_cast<double>(2 * i)});
        ms.push_back({10.0 * i, 20.0 * i});
    }
    const Interval same = bootstrapRatio(tokens, ms, 1000);  // 100 a second whoever is drawn
    EXPECT_NEAR(same.low, 100, 1e-9);
    EXPECT_NEAR(same.high, 100, 1e-9);
    ms[3][1] *= 8;
    const Interval wider = bootstrapRatio(tokens, ms, 1000);
    EXPECT_LT(wider.low, 99);
    EXPECT_LE(wider.high, 100 + 1e-9);
    EXPECT_EQ(bootstrapRatio(std::vector<EachTime>{{0}}, std::vector<EachTime>{{0}}, 1000), Interval{});
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
