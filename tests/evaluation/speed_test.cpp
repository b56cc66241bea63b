// SPDX-License-Identifier: Apache-2.0
// The simulator against the closed forms, and the promises that the modes make of their speed.
#include "msao/engine/speculation_speed.h"
#include "tests/evaluation/scenarios.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace msao::simulator {
namespace {

using engine::Mode;

struct Expected {
    Mode mode;
    double alpha;
    double tokensPerSecond;
};

class SpeedTest : public ::testing::TestWithParam<Expected> {};

std::string nameOf(const ::testing::TestParamInfo<Expected>& info) {
    std::string name =
        std::string(engine::modeName(info.param.mode)) + "_" + std::to_string(std::lround(10 * info.param.alpha));
    std::erase(name, '-');
    return name;
}

TEST_P(SpeedTest, IsWithinTwoPercentOfTheClosedForm) {
    const RunReport report = run(paperPair(GetParam().mode, GetParam().alpha));
    EXPECT_EQ(report.tokens, 20000);
    EXPECT_NEAR(report.tokensPerSecond, GetParam().tokensPerSecond, 0.02 * GetParam().tokensPerSecond);
}

// E(alpha, 5) / (5 t_d + RTT + t_v), and the best g of E(alpha, g) / (g t_d' + t_v).
INSTANTIATE_TEST_SUITE_P(ClosedForm, SpeedTest,
                         ::testing::Values(Expected{Mode::CloudOnly, 0.7, 110}, Expected{Mode::CloudOnly, 0.8, 110},
                                           Expected{Mode::CloudOnly, 0.9, 110}, Expected{Mode::EdgeOnly, 0.8, 303},
                                           Expected{Mode::Sync, 0.7, 65}, Expected{Mode::Sync, 0.8, 81},
                                           Expected{Mode::Sync, 0.9, 103}, Expected{Mode::CoLocated, 0.7, 168},
                                           Expected{Mode::CoLocated, 0.8, 197}, Expected{Mode::CoLocated, 0.9, 248}),
                         nameOf);

class LeastSpeedTest : public ::testing::TestWithParam<Expected> {};

TEST_P(LeastSpeedTest, IsReached) {
    EXPECT_GE(run(paperPair(GetParam().mode, GetParam().alpha)).tokensPerSecond, GetParam().tokensPerSecond);
}

INSTANTIATE_TEST_SUITE_P(Pipelined, LeastSpeedTest,
                         ::testing::Values(Expected{Mode::VerifyOnly, 0.7, 83}, Expected{Mode::VerifyOnly, 0.8, 108},
                                           Expected{Mode::VerifyOnly, 0.9, 159}, Expected{Mode::NeverIdle, 0.7, 121},
                                           Expected{Mode::NeverIdle, 0.8, 136}, Expected{Mode::NeverIdle, 0.9, 172}),
                         nameOf);

TEST(NeverIdleTest, IsNeverSlowerThanCloudOnly) {
    double least = 2;
    for (int i = 0; i < 50; ++i) {
        for (int j = 0; j < 20; ++j) {
            const double alpha = i / 49.0;
            const double rttMs = std::pow(500.0, j / 19.0);
            Scenario scenario = paperPair(Mode::NeverIdle, alpha, rttMs);
            scenario.answerTokens = 1000;
            const double neverIdle = run(scenario).tokensPerSecond;
            scenario.mode = Mode::CloudOnly;
            const double cloudOnly = run(scenario).tokensPerSecond;
            ASSERT_GE(neverIdle, cloudOnly * (1 - 1e-9)) << "alpha " << alpha << ", RTT " << rttMs << " ms";
            least = std::min(least, neverIdle / cloudOnly);
        }
    }
    std::printf("least of 1,000 points: %.6f of cloud-only\n", least);
}

TEST(NeverIdleTest, AgreesWithItsClosedFormWithinFivePercent) {
    for (const double alpha : {0.5, 0.7, 0.8, 0.9}) {
        for (const double rttMs : {5.0, 20.0, 60.0}) {
            const double predicted = 1000 * engine::neverIdleSpeed({alpha, rttMs, 3.30, 9.09, {}});
            EXPECT_NEAR(run(paperPair(Mode::NeverIdle, alpha, rttMs)).tokensPerSecond, predicted, 0.05 * predicted)
                << "alpha " << alpha << ", RTT " << rttMs << " ms";
        }
    }
}

TEST(HybridTest, DoesNotLoseToCoLocatedSpeculation) {
    for (const double alpha : {0.3, 0.6, 0.8, 0.95}) {
        for (const double rttMs : {2.0, 20.0, 100.0}) {
            const double coLocated = run(paperPair(Mode::CoLocated, alpha, rttMs)).tokensPerSecond;
            EXPECT_GE(run(paperPair(Mode::Hybrid, alpha, rttMs)).tokensPerSecond, 0.995 * coLocated)
                << "alpha " << alpha << ", RTT " << rttMs << " ms";
        }
    }
}

TEST(PerLlmTest, PaysARoundTripForEveryToken) {
    const RunReport report = run(paperPair(Mode::PerLlm, 0.8));
    EXPECT_LT(report.tokensPerSecond, 1000 / (20 + 9.09));
    EXPECT_GT(report.tokensPerSecond, 30);
}

TEST(CloudBudgetTest, TradesSpeedForCloudTime) {
    Scenario scenario = paperPair(Mode::NeverIdle, 0.8);
    const RunReport unlimited = run(scenario);
    scenario.cloudBudget = 1;
    const RunReport one = run(scenario);
    scenario.cloudBudget = 0;
    const RunReport none = run(scenario);
    EXPECT_GT(unlimited.tokensPerSecond, one.tokensPerSecond);
    EXPECT_GT(unlimited.cloudGpuMsPerToken, one.cloudGpuMsPerToken);
    EXPECT_GT(one.tokensPerSecond, none.tokensPerSecond);
    EXPECT_GT(one.cloudGpuMsPerToken, none.cloudGpuMsPerToken);
    scenario.cloudBudget.reset();
    scenario.mode = Mode::VerifyOnly;
    const double verifyOnly = run(scenario).tokensPerSecond;  // the other end; its edge keeps drafts for company, too
    EXPECT_NEAR(none.tokensPerSecond, verifyOnly, 0.02 * verifyOnly);
}

TEST(SimulationTest, RepeatsItselfExactly) {
    const Scenario scenario = paperPair(Mode::Adaptive, 0.8);
    const RunReport first = run(scenario);
    const RunReport second = run(scenario);
    EXPECT_EQ(first.tokensPerSecond, second.tokensPerSecond);
    EXPECT_EQ(first.events, second.events);
    EXPECT_EQ(first.counts, second.counts);
}

TEST(SimulationTest, CountsEveryTokenOnce) {
    for (const Mode mode : {Mode::Sync, Mode::VerifyOnly, Mode::NeverIdle, Mode::Hybrid}) {
        Scenario scenario = paperPair(mode, 0.7);
        scenario.answerTokens = 3000;
        const engine::EdgeCounts counts = run(scenario).counts;
        EXPECT_EQ(counts.accepted + counts.corrected + counts.cloud, 3000);
        EXPECT_EQ(counts.accepted + counts.rejected, counts.proposed);
    }
}

TEST(SimulationTest, EndsWhenCancelled) {
    std::stop_source stop;
    stop.request_stop();
    const auto report = simulate(paperPair(Mode::NeverIdle, 0.8), {.stop = stop.get_token()});
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, engine::ErrorCode::Cancelled);
}

}  // namespace
}  // namespace msao::simulator
