// SPDX-License-Identifier: Apache-2.0
// A link that changes in the middle of an answer: how soon the policy is as good as the best fixed one.
#include "tests/evaluation/scenarios.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <numeric>
#include <vector>

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

double shareOfBest(const LinkState& before, const LinkState& after, double alpha, bool cloudHoldsDraft = true) {
    Scenario scenario = paperPair(Mode::Adaptive, alpha);
    scenario.cloudHoldsDraft = cloudHoldsDraft;
    scenario.link = LinkProfile(before);
    EXPECT_TRUE(scenario.link.changeAt(kChangeMs, after));
    const double adaptive = tokensAfterOneSecond(scenario);
    std::vector<Mode> fixed = {Mode::CloudOnly, Mode::Sync, Mode::VerifyOnly, Mode::NeverIdle};
    if (cloudHoldsDraft) fixed.insert(fixed.end(), {Mode::CoLocated, Mode::Hybrid});
    double best = 0;
    for (const Mode mode : fixed) {
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

/// A cloud that drafts for itself hardly needs the link; one without a copy of the draft model lives by it.
TEST(StepChangeTest, AfterOneSecondItIsSoWhereTheCloudHasNoDraftModelToo) {
    for (const double alpha : {0.3, 0.6, 0.8, 0.95}) {
        EXPECT_GE(shareOfBest({.rttMs = 20}, {.rttMs = 200}, alpha, false), 0.95) << alpha;
        EXPECT_GE(shareOfBest({.rttMs = 5}, {.rttMs = 60}, alpha, false), 0.95) << alpha;
        EXPECT_GE(shareOfBest({.bitsPerSecond = 400e6}, {.bitsPerSecond = 20e6}, alpha, false), 0.95) << alpha;
    }
}

}  // namespace
}  // namespace msao::simulator
