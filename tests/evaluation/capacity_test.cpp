// SPDX-License-Identifier: Apache-2.0
// Many edges, few GPUs.
#include "tests/evaluation/scenarios.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace msao::simulator {
namespace {

using engine::Mode;

Scenario crowd(Mode mode, std::uint32_t edges) {
    Scenario scenario = paperPair(mode, 0.8);
    scenario.edges = edges;
    scenario.gpus = 1;
    scenario.answerTokens = 100;
    scenario.thinkMs = 0;
    scenario.durationMs = 4000;
    return scenario;
}

TEST(CapacityTest, ABusyGpuDecodesAsTheRooflineSays) {
    // B / max(t_v + (B - 1) t_cache, B t_row) at 500 tokens of context, 60 % of the peak.
    EXPECT_NEAR(run(crowd(Mode::CloudOnly, 16)).tokensPerSecond, 1704, 0.03 * 1704);
    EXPECT_NEAR(run(crowd(Mode::CloudOnly, 64)).tokensPerSecond, 6229, 0.03 * 6229);
    EXPECT_NEAR(run(crowd(Mode::CloudOnly, 128)).tokensPerSecond, 11175, 0.03 * 11175);
}

TEST(CapacityTest, VerifyingCostsRowsAndSparesPasses) {
    const RunReport cloudOnly = run(paperPair(Mode::CloudOnly, 0.8));
    const RunReport sync = run(paperPair(Mode::Sync, 0.8));
    EXPECT_NEAR(cloudOnly.verifiedRowsPerToken, 1, 1e-9);
    EXPECT_NEAR(sync.verifiedRowsPerToken, 1.63, 0.03);  // (g + 1) / E(.8, 5)
    EXPECT_NEAR(cloudOnly.cloudGpuMsPerToken, 9.09, 0.01);
    EXPECT_NEAR(sync.cloudGpuMsPerToken, 2.5, 0.1);
}

TEST(CapacityTest, NoGpuIsBusyForLongerThanTheRunLasts) {
    // So short and so full that the pass under way at the end is a good part of it.
    for (const Mode mode : {Mode::CloudOnly, Mode::NeverIdle, Mode::VerifyOnly, Mode::Hybrid}) {
        for (const std::uint32_t gpus : {1U, 4U}) {
            Scenario scenario = crowd(mode, 400 * gpus);
            scenario.gpus = gpus;
            scenario.durationMs = 150;
            const RunReport report = run(scenario);
            EXPECT_LE(report.gpuUtilisation, 1 + 1e-9) << modeName(mode) << " on " << gpus;
            EXPECT_NEAR(report.cloudGpuMsPerToken * static_cast<double>(report.tokens),
                        report.gpuUtilisation * gpus * 150, 1e-6);
        }
    }
    Scenario full = crowd(Mode::CloudOnly, 400);
    full.durationMs = 150;
    EXPECT_NEAR(run(full).gpuUtilisation, 1, 1e-9);  // never idle: everybody asks at once, and asks again
}

TEST(CapacityTest, FindsHowManySessionsAGpuTakes) {
    Scenario scenario = crowd(Mode::CloudOnly, 1);
    scenario.durationMs = 3000;
    const auto few = sessionsPerGpu(scenario, 10.5);
    const auto many = sessionsPerGpu(scenario, 13);
    ASSERT_TRUE(few && many);
    EXPECT_GT(*few, 4U);
    EXPECT_GT(*many, *few);
    const auto none = sessionsPerGpu(scenario, 5);
    ASSERT_TRUE(none);
    EXPECT_EQ(*none, 0U);
}

TEST(CapacityTest, AdaptiveLooksAtWhatTheCloudHasLeft) {
    // What is fastest for one session alone takes rows from 200.
    const auto speed = [](Mode mode, std::uint32_t edges) {
        Scenario scenario = crowd(mode, edges);
        scenario.durationMs = 12000;  // the first second goes by before anybody knows the pair
        return run(scenario).tokensPerSecond;
    };
    for (const std::uint32_t edges : {1U, 8U, 24U, 48U, 96U, 200U}) {
        double best = 0;
        for (const Mode mode : {Mode::CloudOnly, Mode::NeverIdle, Mode::Hybrid})
            best = std::max(best, speed(mode, edges));
        EXPECT_GE(speed(Mode::Adaptive, edges), 0.98 * best) << edges << " edges";
    }
    EXPECT_LT(speed(Mode::Hybrid, 200), 0.6 * speed(Mode::CloudOnly, 200));
}

TEST(CapacityTest, EnergyIsThePowerOfBusyAndIdleTime) {
    const RunReport report = run(paperPair(Mode::CloudOnly, 0.8));
    EXPECT_NEAR(report.cloudJoules, 400 * report.seconds, 0.01 * report.cloudJoules) << "never idle for a moment";
    EXPECT_NEAR(report.edgeJoules, 25 * report.seconds, 1e-6 * report.edgeJoules) << "never busy";
}

}  // namespace
}  // namespace msao::simulator
