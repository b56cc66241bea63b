// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/cost_model.h"

#include "tests/engine/planner/scenario.h"

#include <gtest/gtest.h>

#include <limits>
#include <numeric>
#include <random>

namespace msao::engine {
namespace {

class PaperCostTest : public testing::Test {
protected:
    PaperCostTest() {
        m_live.link = {.bytesPerSecond = 1e6, .rttMs = 20};
        m_live.edge = {.stepMs = 3, .prefillMsPerToken = 0.5, .prefillFixedMs = 10};
        m_live.cloud = {.stepMs = 9, .prefillMsPerToken = 0.1, .prefillFixedMs = 5};
        m_calibration.entropies = {0.1F, 0.2F, 0.3F, 0.4F, 0.5F};
    }

    LiveFigures m_live;
    Calibration m_calibration;
    std::vector<ModalityProbe> m_probes = {{.modality = Modality::Text, .tokens = 10, .bytes = 1000},
                                           {.modality = Modality::Image, .tokens = 100, .bytes = 100'000}};
    Plan m_plan{.mode = Mode::VerifyOnly,
                .modalities = {{.modality = Modality::Text},
                               {.modality = Modality::Image, .retention = 0.5, .compression = 0.2}},
                .theta = 0.45,
                .draftLength = 4,
                .bindingConstraint = {}};
};

TEST_F(PaperCostTest, IsEquationFourteenAsPrinted) {
    const CostBreakdown costs = predictCosts({m_live, m_probes, m_calibration, Policy::Paper}, m_plan);
    // Eq. 8: 1000 / 1e6 s + RTT, and 100'000 * 0.5 * 0.8 / 1e6 s + RTT.
    EXPECT_NEAR(costs.prefill.uploadMs, 1 + 20 + 40 + 20, 1e-9);
    EXPECT_NEAR(costs.prefill.edgePrefillMs, 10 + 0.5 * 60, 1e-9);
    EXPECT_NEAR(costs.prefill.cloudPrefillMs, 5 + 0.1 * 60, 1e-9);
    EXPECT_NEAR(costs.prefill.criticalMs, 81 + 11, 1e-9);
    // P_conf = 0.8, E[N_spec] = 5: 5 * (4 * 3) + 5 * 0.8 * (4 * 9) + 0.2 * (20 + 0.1 + 9).
    EXPECT_NEAR(costs.decode.draftingMs, 60, 1e-9);
    EXPECT_NEAR(costs.decode.verificationMs, 144, 1e-9);
    EXPECT_NEAR(costs.decode.offloadMs, 0.2 * 29.1, 1e-9);
    EXPECT_EQ(costs.decode.rejectionFlushMs, 0);
    EXPECT_NEAR(costs.totalMs(), 92 + 204 + 5.82, 1e-9);
}

TEST_F(PaperCostTest, StaysFiniteWhenEveryStepIsConfident) {
    m_plan.theta = 1;
    m_live.answerTokens = 7;
    const CostBreakdown costs = predictCosts({m_live, m_probes, m_calibration, Policy::Paper}, m_plan);
    EXPECT_NEAR(costs.decode.draftingMs, 7 * 12, 1e-9);
}

TEST(CostModelTest, NamesTermsThatAddUpToTheDecodeTime) {
    std::mt19937_64 random(5);
    for (int i = 0; i < 200; ++i) {
        const Scenario scenario = randomScenario(random, false);
        const CostInput input{scenario.live, scenario.probes, scenario.calibration};
        for (const ModeName& entry : kModeNames) {
            CostBreakdown costs;
            costs.decode = predictDecode(input, entry.mode, 0.5, 3);
            double sum = 0;
            for (const NamedCost& term : namedCosts(costs)) {
                EXPECT_GE(term.ms, 0) << entry.name << ' ' << term.name;
                sum += term.ms;
            }
            EXPECT_NEAR(sum, costs.decode.totalMs(), 1e-6 * sum);
        }
    }
}

TEST(CostModelTest, IsTheSumOfAPartOfWhatIsSentAndAPartOfTheGate) {
    std::mt19937_64 random(6);
    for (int i = 0; i < 200; ++i) {
        const Scenario scenario = randomScenario(random, false);
        const CostInput input{scenario.live, scenario.probes, scenario.calibration};
        const auto total = [&](double retention, double theta) {
            Plan plan{
                .mode = Mode::VerifyOnly, .modalities = {}, .theta = theta, .draftLength = 3, .bindingConstraint = {}};
            for (const ModalityProbe& probe : scenario.probes)
                plan.modalities.push_back({probe.modality, retention, 0});
            return predictCosts(input, plan).totalMs();
        };
        EXPECT_NEAR(total(1, 1) - total(0.5, 1), total(1, 0.3) - total(0.5, 0.3), 1e-6 * total(1, 0.3));
    }
}

TEST(CostModelTest, SoundsTravelWholeWhateverIsKeptOfThem) {
    LiveFigures live;
    live.link = {.bytesPerSecond = 1e6, .rttMs = 20};
    live.edge.prefillMsPerToken = 1;
    const std::vector<ModalityProbe> probes = {{.modality = Modality::Audio, .tokens = 50, .bytes = 64'000}};
    const Calibration calibration;
    const std::vector<ModalityPlan> half = {{.modality = Modality::Audio, .retention = 0.5}};
    const PrefillCosts costs = predictPrefill({live, probes, calibration}, Mode::NeverIdle, half);
    EXPECT_DOUBLE_EQ(costs.uploadMs, 64 + 10);
    EXPECT_DOUBLE_EQ(costs.edgePrefillMs, 25);
}

TEST(CostModelTest, NeverGetsCheaperByKeepingMore) {
    std::mt19937_64 random(7);
    for (int i = 0; i < 200; ++i) {
        const Scenario scenario = randomScenario(random, false);
        const CostInput input{scenario.live, scenario.probes, scenario.calibration};
        std::vector<ModalityPlan> less, more;
        for (const ModalityProbe& probe : scenario.probes) {
            less.push_back({probe.modality, 0.4, 0.3});
            more.push_back({probe.modality, 0.6, 0.1});
        }
        for (const Mode mode : {Mode::NeverIdle, Mode::Sync, Mode::EdgeOnly}) {
            EXPECT_LE(predictPrefill(input, mode, less).criticalMs, predictPrefill(input, mode, more).criticalMs);
        }
    }
}

TEST(CalibrationTest, InvertsItsOwnDistribution) {
    std::mt19937_64 random(8);
    const Calibration calibration = randomScenario(random, false).calibration;
    for (double share = 0.01; share <= 1; share += 0.01) {
        EXPECT_GE(confidentShare(calibration, entropyQuantile(calibration, share)), share - 1e-9);
    }
}

TEST(CalibrationTest, MovesAcceptanceToTheLiveEstimate) {
    std::mt19937_64 random(9);
    const Calibration calibration = randomScenario(random, false).calibration;
    for (const double live : {0.0, 0.3, 0.9, 1.0}) {
        EXPECT_NEAR(gatedAcceptance(calibration, 0.5, live).overall, live, 1e-12);
        EXPECT_NEAR(gatedAcceptance(calibration, 1, live).whenConfident, live, 1e-9);
    }
}

TEST(CalibrationTest, NeverLosesLessByRemovingMore) {
    const QualityCurve noisy = {{0.2, 0.01}, {0.4, 0.005}, {0.8, 0.03}};
    double before = 0;
    for (double removed = 0; removed <= 1; removed += 0.01) {
        EXPECT_GE(tokenLoss(noisy, removed), before);
        before = tokenLoss(noisy, removed);
    }
    EXPECT_NEAR(tokenLoss(noisy, 0.2), 0.01, 1e-12);
    EXPECT_NEAR(tokenLoss(noisy, 0.4), 0.01, 1e-12);
    EXPECT_NEAR(tokenLoss({}, 0.3), 0.3, 1e-12);
}

TEST(CalibrationTest, AnAnswerIsSpoiltByAnyOfItsTokens) {
    EXPECT_DOUBLE_EQ(answerLoss(0.25, 1), 0.25);
    EXPECT_DOUBLE_EQ(answerLoss(0.5, 3), 0.875);
    EXPECT_DOUBLE_EQ(answerLoss(0.5, 0), 0.5);  // no answer is shorter than a token
    EXPECT_EQ(answerLoss(0, 1000), 0);
    EXPECT_EQ(answerLoss(1.5, 2), 1);
    for (const double tokens : {1.0, 7.0, 400.0}) {
        for (const double bound : {0.0, 0.02, 0.5, 1.0})
            EXPECT_NEAR(answerLoss(tokenLossWithin(bound, tokens), tokens), bound, 1e-12);
    }
}

TEST(CalibrationTest, ExpectsALengthOnlyOfWordsThatItsHeadReads) {
    const LengthHead head{{1, -2}, 0.5F};
    const auto expected = [&](const FeatureRows& words) { return expectedAnswerTokens(head, words); };
    ASSERT_TRUE(expected({2, 2, {3, 0.5F, -1, 0}}));
    EXPECT_NEAR(*expected({2, 2, {3, 0.5F, -1, 0}}), std::exp(1.0), 1e-6);  // of their mean, (1, 0.25)
    EXPECT_EQ(*expected({1, 2, {-9, 9}}), 1);
    EXPECT_LT(*expected({1, 2, {1e30F, 0}}), 1e6);
    EXPECT_FALSE(expected({1, 1, {1}}));
    EXPECT_FALSE(expected({0, 2, {}}));
    EXPECT_FALSE(expectedAnswerTokens({}, FeatureRows{1, 0, {}}));
}

TEST(CalibrationTest, RefusesWhatPlanningCannotRelyOn) {
    EXPECT_TRUE(checkCalibration({}));
    EXPECT_FALSE(checkCalibration({.entropies = {0.5F, 0.4F}}));
    EXPECT_FALSE(checkCalibration({.entropies = {1.5F}}));
    EXPECT_FALSE(checkCalibration({.acceptance = {{0.5, 3, 4}}}));
    EXPECT_FALSE(checkCalibration({.acceptance = {{0.5, 3, 2}, {0.5, 3, 2}}}));
    EXPECT_FALSE(checkCalibration({.quality = {{Modality::Image, {{0.5, 0.1}, {0.4, 0.1}}, {}}}}));
    EXPECT_FALSE(checkCalibration({.quality = {{Modality::Image, {}, {}}, {Modality::Image, {}, {}}}}));
    EXPECT_FALSE(checkCalibration({.answerLength = {{1.0F}, std::numeric_limits<float>::infinity()}}));
    EXPECT_FALSE(checkCalibration({.answerLength = {{std::numeric_limits<float>::quiet_NaN()}, 0}}));
}

}  // namespace
}  // namespace msao::engine
