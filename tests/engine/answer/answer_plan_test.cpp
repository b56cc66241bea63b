// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/answer_plan.h"

#include <gtest/gtest.h>

namespace msao::engine {
namespace {

LiveFigures someFigures() {
    LiveFigures live;
    live.link = {37.5e6, 20, 0};
    live.edge = {3.3, 0.01, 0.5, 0};
    live.cloud = {9.09, 0.01, 0.2, 0};
    return live;
}

const std::vector<ModalityProbe> kProbes = {{Modality::Text, 0.1, 0.5, 0, 1, 0, 20, 100},
                                            {Modality::Image, 0.9, 0.3, 0, 1, 0, 300, 900'000},
                                            {Modality::Video, 0.6, 0.2, 0, 1, 0, 700, 2'000'000}};

TEST(AnswerPlanTest, PerLlmIsRefusedInWords) {
    const auto plan = planAnswer({.mode = Mode::PerLlm}, someFigures(), {}, {}, {});
    ASSERT_FALSE(plan);
    EXPECT_NE(plan.error().message.find("perllm"), std::string::npos);
}

TEST(AnswerPlanTest, AModeThatWasAskedForIsTheOneThatRuns) {
    for (const Mode mode : {Mode::CloudOnly, Mode::EdgeOnly, Mode::Sync, Mode::CoLocated, Mode::VerifyOnly,
                            Mode::NeverIdle, Mode::Hybrid, Mode::MsaoNoCollab}) {
        const auto plan = planAnswer({.mode = mode}, someFigures(), kProbes, {}, {});
        ASSERT_TRUE(plan) << plan.error().message;
        EXPECT_EQ(plan->planning.plan.mode, mode);
        EXPECT_EQ(plan->controller.mode, mode);
    }
}

TEST(AnswerPlanTest, MsaoRunsOneOfTheModesInWhichTheCloudVerifies) {
    const auto plan = planAnswer({.mode = Mode::Msao}, someFigures(), kProbes, {}, {});
    ASSERT_TRUE(plan);
    EXPECT_NE(plan->controller.mode, Mode::Msao);
    EXPECT_NE(plan->controller.mode, Mode::EdgeOnly);
}

TEST(AnswerPlanTest, ACloudThatCouldDraftForItselfIsLeftToDoSoWhereTheLinkIsSlow) {
    LiveFigures live = someFigures();
    live.link.rttMs = 300;
    Calibration calibration;
    calibration.acceptance = {{1, 100, 90}};
    const auto chosen = [&] {
        const auto plan = planAnswer({.mode = Mode::Msao}, live, {}, calibration, {});
        return plan ? plan->controller.mode : Mode::Msao;
    };
    const auto draftsForItself = [](Mode mode) { return mode == Mode::Hybrid || mode == Mode::CoLocated; };
    EXPECT_FALSE(draftsForItself(chosen()));
    live.cloudDraftStepMs = 0.2 * live.cloud.stepMs;
    EXPECT_TRUE(draftsForItself(chosen()));
}

TEST(AnswerPlanTest, WithoutCollaborationTheDraftLengthIsThePapersAndFixed) {
    const auto plan = planAnswer({.mode = Mode::MsaoNoCollab}, someFigures(), kProbes, {}, {});
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->controller.policy, DraftPolicy::Fixed);
    EXPECT_EQ(plan->controller.draftLength, 5);
}

TEST(AnswerPlanTest, WithoutModalityAwarenessEveryModalityKeepsTheSameShareOfAsManyTokens) {
    const auto aware = planAnswer({.mode = Mode::Msao}, someFigures(), kProbes, {}, {});
    const auto uniform = planAnswer({.mode = Mode::MsaoNoModality}, someFigures(), kProbes, {}, {});
    ASSERT_TRUE(aware && uniform);
    const auto kept = [](const AnswerPlan& plan) {
        double tokens = 0;
        for (std::size_t i = 1; i < kProbes.size(); ++i)
            tokens += plan.planning.plan.modalities[i].retention * static_cast<double>(kProbes[i].tokens);
        return tokens;
    };
    EXPECT_NEAR(kept(*uniform), kept(*aware), 1e-6);
    EXPECT_EQ(uniform->planning.plan.modalities[1].retention, uniform->planning.plan.modalities[2].retention);
}

TEST(AnswerPlanTest, ACalibrationSetsWhatTheControllerBelievesOfDrafts) {
    Calibration calibration;
    calibration.acceptance = {{0.1, 100, 90}, {1, 100, 20}};
    const auto plan = planAnswer({.mode = Mode::Msao}, someFigures(), {}, calibration, {});
    ASSERT_TRUE(plan);
    EXPECT_NEAR(plan->controller.acceptance.probability(0.0), 0.9, 1e-9);
    EXPECT_NEAR(plan->controller.acceptance.probability(0.9), 0.2, 1e-9);
}

}  // namespace
}  // namespace msao::engine
