// SPDX-License-Identifier: Apache-2.0
// A link that changes in the middle of an answer: how soon the policy is as good as the best fixed one.
#include "tests/evaluation/scenarios.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <numeric>

namespace msao::simulator {
namespace {

using engine::Mode;

constexpr double kChangeMs = 20000;

double tokensAfterOneSecond(Scenario scenario) {
    scenario.answerTokens = 20000;
    scenario.durationMs = kChangeMs + 21000;
    scenario.windowMs = 1000;
    const RunReport report = run(scenario);
    constexpr std::size_t kFrom = kChangeMs / 1000 + 1;
    if (report.tokensPerWindow.size() < kFrom + 20) return 0;
    const auto begin = report.tokensPerWindow.begin() + kFrom;
    return static_cast<double>(std::accumulate(begin, begin + 20, std::int64_t{0}));
}

double shareOfBest(const LinkState& before, const LinkState& after, double alpha) {
    Scenario scenario = paperPair(Mode::Adaptive, alpha);
    scenario.link = LinkProfile(before);
    EXPECT_TRUE(scenario.link.changeAt(kChangeMs, after));
    const double adaptive = tokensAfterOneSecond(scenario);
    double best = 0;
    for (const Mode mode :
         {Mode::CloudOnly, Mode::Sync, Mode::VerifyOnly, Mode::NeverIdle, Mode::CoLocated, Mode::Hybrid}) {
        scenario.mode = mode;
        best = std::max(best, tokensAfterOneSecond(scenario));
    }
    std::printf("alpha %.2f, %.0f ms and %.0f Mbit/s: %.4f of the best fixed mode\n", alpha, after.rttMs,
                after.bitsPerSecond / 1e6, adaptive / best);
    return adaptive / best;
}

TEST(StepChangeTest, AfterOneSecondThePolicyIsWithinFivePercentOfTheBestForALongerRoundTrip) {
    for (const double alpha : {0.6, 0.8, 0.95})
        EXPECT_GE(shareOfBest({.rttMs = 20}, {.rttMs = 200}, alpha), 0.95) << alpha;
}

TEST(StepChangeTest, AfterOneSecondThePolicyIsWithinFivePercentOfTheBestForLessBandwidth) {
    for (const double alpha : {0.6, 0.8, 0.95}) {
        EXPECT_GE(shareOfBest({.bitsPerSecond = 400e6}, {.bitsPerSecond = 20e6}, alpha), 0.95) << alpha;
    }
}

}  // namespace
}  // namespace msao::simulator
