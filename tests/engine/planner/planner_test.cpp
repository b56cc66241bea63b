// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/planner.h"

#include "engine/planner/sent_size.h"
#include "tests/engine/planner/scenario.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <random>
#include <vector>

namespace msao::engine {
namespace {

std::uint64_t seed() {
    const char* given = std::getenv("MSAO_TEST_SEED");
    const std::uint64_t value = given ? std::strtoull(given, nullptr, 10) : 20260407;
    std::printf("MSAO_TEST_SEED=%llu\n", static_cast<unsigned long long>(value));
    return value;
}

PlanningResult planOf(const Scenario& scenario, const std::optional<Plan>& last = std::nullopt) {
    auto result = planRequest(scenario.live, scenario.probes, scenario.calibration, scenario.options, last);
    EXPECT_TRUE(result) << (result ? "" : result.error().message);
    return *result;
}

TEST(PlannerTest, IsWithinTwoPercentOfAnExhaustiveGridOnAThousandProblems) {
    std::mt19937_64 random(seed());
    double worst = 0;
    for (int i = 0; i < 1000; ++i) {
        const Scenario scenario = randomScenario(random, false);
        const PlanningResult result = planOf(scenario);
        const double ratio = result.plan.predictedMs / exhaustiveBest(scenario, 8);
        worst = std::max(worst, ratio);
        EXPECT_LE(ratio, 1.02) << "scenario " << i;
        EXPECT_LE(result.evaluations, 50);
    }
    std::printf("worst plan: %.4f of the grid's best\n", worst);
}

TEST(PlannerTest, IsWithinTwoPercentOfTheGridWhereCodecsWereMeasured) {
    std::mt19937_64 random(seed());
    double worst = 0;
    for (int i = 0; i < 200; ++i) {
        Scenario scenario = randomScenario(random, false);
        measureRates(random, scenario);
        const double ratio = planOf(scenario).plan.predictedMs / exhaustiveBest(scenario, 8);
        worst = std::max(worst, ratio);
        EXPECT_LE(ratio, 1.02) << "scenario " << i;
    }
    std::printf("worst plan: %.4f of the grid's best\n", worst);
}

/// One picture of 1,000 tokens and 1 MB of raw pixels, over a link of 1 MB/s.
Scenario measuredPicture() {
    Scenario scenario;
    scenario.live.link = {.bytesPerSecond = 1e6, .rttMs = 20};
    scenario.live.edge = {.stepMs = 3};
    scenario.live.cloud = {.stepMs = 9};
    scenario.probes = {{.modality = Modality::Image, .mas = 0.5, .tokens = 1000, .bytes = 1'000'000}};
    scenario.calibration = constantAcceptance(0.8);
    scenario.calibration.quality = {
        {Modality::Image, {{0.5, 0.5}}, {{0.9, 0.01}, {0.95, 0.02}, {0.98, 0.2}}, {{90, 100}, {50, 50}, {10, 20}}}};
    return scenario;
}

TEST(PlannerTest, PlansWithTheBytesThatWereMeasuredToTravel) {
    Scenario scenario = measuredPicture();
    scenario.options.method.qualityBound = 0;
    const PlanningResult whole = planOf(scenario);
    EXPECT_EQ(whole.plan.modalities[0].retention, 1);
    EXPECT_DOUBLE_EQ(whole.plan.modalities[0].compression, 0.9);
    EXPECT_NEAR(whole.costs.prefill.uploadMs, 100 + 10, 1e-6);  // 100 bytes a token, and half a round trip
    EXPECT_EQ(whole.qualityLoss, 0);
    scenario.options.method.qualityBound = 0.02;
    scenario.live.answerTokens = 1;
    scenario.probes[0].mas = 0;  // nothing but compression is left
    const PlanningResult less = planOf(scenario);
    EXPECT_NEAR(less.qualityLoss, 0.02, 1e-4);
    EXPECT_NEAR(less.plan.modalities[0].compression, 0.95 + 0.03 / 18, 1e-4);  // 0.01 up to 0.95, 0.01 of 0.18 beyond
    scenario.options.maxCompression = 0;                                       // nothing is encoded
    EXPECT_EQ(planOf(scenario).plan.modalities[0].compression, 0);
}

TEST(PlannerTest, NamesTheMediaQualityOfItsPlan) {
    const Scenario scenario = measuredPicture();
    const ModalityProbe& probe = scenario.probes[0];
    const auto quality = [&](double compression) {
        return mediaQuality(scenario.calibration, probe, {Modality::Image, 1, compression});
    };
    EXPECT_EQ(quality(0), 90);  // there is none better
    EXPECT_EQ(quality(0.9), 90);
    EXPECT_EQ(quality(0.949), 90);
    EXPECT_EQ(quality(0.95), 50);
    EXPECT_EQ(quality(1), 10);
    EXPECT_EQ(mediaQuality({}, probe, {}), std::nullopt);
}

TEST(PlannerTest, NeverKeepsLessThanSparsityExcusesNorLosesMoreThanTheBound) {
    std::mt19937_64 random(seed());
    for (int i = 0; i < 1000; ++i) {
        const Scenario scenario = randomScenario(random, true);
        const PlanningResult result = planOf(scenario);
        double loss = 0;
        for (std::size_t m = 0; m < scenario.probes.size(); ++m) {
            const ModalityPlan& plan = result.plan.modalities[m];
            ASSERT_EQ(plan.modality, scenario.probes[m].modality);
            EXPECT_GE(plan.retention, 1 - scenario.probes[m].mas);
            EXPECT_LE(plan.retention, 1);
            EXPECT_GE(plan.compression, 0);
            EXPECT_LE(plan.compression, scenario.options.maxCompression);
            if (plan.modality == Modality::Text) {
                EXPECT_EQ(plan, ModalityPlan{.modality = Modality::Text});
                continue;
            }
            const ModalityQuality& quality = scenario.calibration.quality[static_cast<std::size_t>(plan.modality)];
            loss +=
                tokenLoss(quality.ofPruning, 1 - plan.retention) + tokenLoss(quality.ofCompression, plan.compression);
        }
        const double spoilt = 1 - std::pow(1 - loss, scenario.live.answerTokens);
        EXPECT_LE(spoilt, 0.02 * (1 + 1e-9));
        EXPECT_NEAR(result.qualityLoss, spoilt, 1e-9);
    }
}

TEST(PlannerTest, WhatAQualityCostsBelongsToItsBytesAndNotToTheCalibrationsPictures) {
    std::mt19937_64 random(seed());
    for (int i = 0; i < 50; ++i) {
        Scenario scenario = randomScenario(random, false);
        measureRates(random, scenario);
        const PlanningResult expected = planOf(scenario);
        // Counted against raw pictures of twice the size, as files of an earlier day have it.
        for (ModalityQuality& quality : scenario.calibration.quality) {
            if (quality.rates.empty()) continue;
            for (QualityPoint& point : quality.ofCompression) point.removed = 1 - (1 - point.removed) / 2;
        }
        EXPECT_EQ(planOf(scenario).plan, expected.plan) << "scenario " << i;
    }
}

TEST(PlannerTest, SaysWhichConstraintBroke) {
    std::mt19937_64 random(seed());
    Scenario scenario = randomScenario(random, false);
    scenario.probes = {{.modality = Modality::Image, .mas = 0.5, .tokens = 1000, .bytes = 1'000'000}};
    scenario.live.edgeMemoryBytes = 1000;
    PlanningResult result = planOf(scenario);
    EXPECT_FALSE(result.plan.isFeasible);
    EXPECT_EQ(result.plan.bindingConstraint, "edge memory");
    scenario.live.edgeMemoryBytes.reset();
    scenario.options.maxUploadMs = 0.001;
    result = planOf(scenario);
    EXPECT_FALSE(result.plan.isFeasible);
    EXPECT_EQ(result.plan.bindingConstraint, "upload time of image");
    scenario.options.maxUploadMs.reset();
    EXPECT_TRUE(planOf(scenario).plan.isFeasible);
}

TEST(PlannerTest, MissesTheLimitsLeastWhereTheyCannotBeMet) {
    std::mt19937_64 random(seed());
    Scenario scenario = randomScenario(random, false);
    scenario.probes = {{.modality = Modality::Image, .mas = 0.5, .tokens = 1000, .bytes = 1'000'000}};
    scenario.calibration.quality = {{Modality::Image, {{1, 0.02}}, {{1, 0.02}}}};
    scenario.live.answerTokens = 1;
    scenario.live.edgeKvBytesPerToken = 10'000;
    scenario.live.edgeMemoryBytes = 1'000'000;
    // Memory is tokens x 10 kB + bytes: 0.5 of both, and 0.1 of the bytes after compression, at a loss of 0.01 + 0.018.
    // The bound of 0.02 leaves (0.5, 0.5) or less pruning with more compression; tokens weigh ten times as much.
    const PlanningResult result = planOf(scenario);
    EXPECT_FALSE(result.plan.isFeasible);
    EXPECT_NEAR(result.plan.modalities[0].retention, 0.5, 0.01);
    EXPECT_NEAR(result.plan.modalities[0].compression, 0.5, 0.02);
}

TEST(PlannerTest, FindsAFeasiblePlanWhereTheGridHasOne) {
    std::mt19937_64 random(seed());
    int feasible = 0;
    for (int i = 0; i < 300; ++i) {
        Scenario scenario = randomScenario(random, true);
        Scenario free = scenario;
        free.live.edgeMemoryBytes.reset();
        free.options.maxUploadMs.reset();
        const PlanningResult unbounded = planOf(free);
        // Limits that the unbounded plan just meets can be met.
        double memory = 0, slowest = 0;
        for (std::size_t m = 0; m < scenario.probes.size(); ++m) {
            const ModalityPlan& plan = unbounded.plan.modalities[m];
            const double bytes = sentBytes(scenario.probes[m], plan);
            memory += static_cast<double>(scenario.probes[m].tokens) * plan.retention * 28'672 + bytes;
            slowest = std::max(slowest, 1e3 * bytes / scenario.live.link.bytesPerSecond + scenario.live.link.rttMs);
        }
        scenario.live.edgeMemoryBytes = static_cast<std::int64_t>(memory * 1.02) + 1;
        scenario.options.maxUploadMs = slowest * 1.02;
        feasible += planOf(scenario, unbounded.plan).plan.isFeasible ? 1 : 0;
    }
    EXPECT_EQ(feasible, 300);
}

TEST(PlannerTest, KeepsEverythingWhenNoLossIsAllowed) {
    std::mt19937_64 random(seed());
    for (int i = 0; i < 50; ++i) {
        Scenario scenario = randomScenario(random, true);
        scenario.options.method.qualityBound = 0;
        for (const ModalityPlan& plan : planOf(scenario).plan.modalities) {
            EXPECT_EQ(plan.retention, 1);
            EXPECT_EQ(plan.compression, 0);
        }
    }
}

TEST(PlannerTest, KeepsMoreOfWhatTheProbeIsUnsureOf) {
    std::mt19937_64 random(seed());
    Scenario scenario = randomScenario(random, false);
    scenario.live.answerTokens = 1;
    scenario.calibration.quality = {{Modality::Image, {{1, 0.001}}, {{1, 0.001}}}};
    scenario.probes = {{.modality = Modality::Image, .mas = 0.8, .uncertainty = 0, .tokens = 5000, .bytes = 1'000'000}};
    EXPECT_NEAR(planFor(planOf(scenario).plan, Modality::Image).retention, 0.2, 1e-6);
    scenario.probes[0].uncertainty = 0.5;
    EXPECT_NEAR(planFor(planOf(scenario).plan, Modality::Image).retention, 0.6, 1e-6);
}

TEST(PlannerTest, RepeatsItselfBySeed) {
    std::mt19937_64 random(seed());
    for (int i = 0; i < 50; ++i) {
        const Scenario scenario = randomScenario(random, true);
        EXPECT_EQ(planOf(scenario).plan, planOf(scenario).plan);
    }
}

TEST(PlannerTest, IsNotWorseForKnowingTheLastPlan) {
    std::mt19937_64 random(seed());
    for (int i = 0; i < 200; ++i) {
        const Scenario scenario = randomScenario(random, false);
        const PlanningResult first = planOf(scenario);
        const PlanningResult second = planOf(scenario, first.plan);
        // At the end of each search what buys next to nothing is kept: 0.05 % an axis.
        EXPECT_LE(second.plan.predictedMs, first.plan.predictedMs * 1.004) << "scenario " << i;
    }
}

TEST(PlannerTest, FollowsAlgorithmOneUnderThePapersPolicy) {
    std::mt19937_64 random(seed());
    Scenario scenario = randomScenario(random, false);
    scenario.options.policy = Policy::Paper;
    scenario.calibration.entropies.clear();
    for (int i = 1; i <= 100; ++i) scenario.calibration.entropies.push_back(static_cast<float>(i) / 100);
    const Plan plan = planOf(scenario).plan;
    EXPECT_FLOAT_EQ(static_cast<float>(plan.theta), 0.7F);
    EXPECT_EQ(plan.draftLength, 4);  // floor(log 0.2 / log 0.7) = floor(4.51)
}

TEST(PlannerTest, PapersThetaIsTheQuantileHoweverLowItIs) {
    std::mt19937_64 random(seed());
    Scenario scenario = randomScenario(random, false);
    scenario.options.policy = Policy::Paper;
    scenario.calibration.entropies.clear();
    for (int i = 1; i <= 100; ++i) scenario.calibration.entropies.push_back(static_cast<float>(i) / 10000);
    EXPECT_FLOAT_EQ(static_cast<float>(planOf(scenario).plan.theta), 0.007F);
}

TEST(PlannerTest, GuardsTheDraftLengthWhereNothingOrEverythingIsConfident) {
    const MethodOptions method;
    EXPECT_EQ(plannedDraftLength(0, method), 1);
    EXPECT_EQ(plannedDraftLength(1, method), method.maxDraftLength);
    EXPECT_EQ(plannedDraftLength(1e-300, method), 1);
    EXPECT_EQ(plannedDraftLength(1 - 1e-15, method), method.maxDraftLength);
    EXPECT_EQ(plannedDraftLength(std::numeric_limits<double>::quiet_NaN(), method), 1);
}

TEST(PlannerTest, StaysAtTheEdgeWhileTheCloudIsGone) {
    std::mt19937_64 random(seed());
    Scenario scenario = randomScenario(random, false);
    scenario.live.isCloudReachable = false;
    scenario.live.link.bytesPerSecond = 0;
    Plan plan = planOf(scenario).plan;
    EXPECT_EQ(plan.mode, Mode::EdgeOnly);
    EXPECT_FALSE(plan.isFeasible);
    EXPECT_EQ(plan.bindingConstraint, "cloud reachable");
    scenario.options.allowed.edgeOnly = true;
    plan = planOf(scenario).plan;
    EXPECT_EQ(plan.mode, Mode::EdgeOnly);
    EXPECT_TRUE(plan.isFeasible);
}

TEST(PlannerTest, RefusesFiguresThatAreNoNumbers) {
    std::mt19937_64 random(seed());
    Scenario scenario = randomScenario(random, false);
    scenario.live.link.rttMs = std::numeric_limits<double>::quiet_NaN();
    const auto result = planRequest(scenario.live, scenario.probes, scenario.calibration, scenario.options);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::InvalidArgument);
    EXPECT_NE(result.error().message.find("link.rttMs"), std::string::npos);
}

TEST(PlannerTest, RefusesTwoProbesOfOneModality) {
    std::mt19937_64 random(seed());
    Scenario scenario = randomScenario(random, false);
    scenario.probes = {{.modality = Modality::Image}, {.modality = Modality::Image}};
    EXPECT_FALSE(planRequest(scenario.live, scenario.probes, scenario.calibration, scenario.options));
}

}  // namespace
}  // namespace msao::engine
