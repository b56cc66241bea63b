// SPDX-License-Identifier: Apache-2.0
// Paced time: a step is over when the device is done that this machine stands in for.
#include "app/in_process/paced_device.h"
#include "tests/app/in_process/asked_pair.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace msao::app {
namespace {

using namespace engine;
using engine::testing::answerOf;

constexpr double kTolerance = 0.02;
constexpr int kTries = 1000;  // a machine that is busy with other things may be late to wake up

double millisecondsSince(SteadyTime began) {
    return std::chrono::duration<double, std::milli>(steadyNow() - began).count();
}

Pace slowDevices() {
    Pace pace;
    pace.draft = {4, 0.01, 0.02, 0};
    pace.target = {12, 0.1, 0.05, 0};
    pace.cloudDraft = {2, 0.01, 0.02, 0};
    pace.lower = {3, 0, 0.01, 0};
    pace.upper = {9, 0.1, 0.04, 0};
    pace.hiddenRowBytes = 7168;
    return pace;
}

TEST(PacedDeviceTest, KeepsTheDevicesTimeOverManySteps) {
    const SteadyTime began = steadyNow();
    const Pace pace;
    PacedDevice device(pace, began);
    SteadyTime at = began;
    for (int step = 0; step < 60; ++step) at = device.finish(&PacingReport::drafting, at, 3.3, {});
    const PacedSteps& steps = device.report().drafting;
    EXPECT_EQ(steps.count, 60);
    EXPECT_NEAR(steps.busyMs, 60 * 3.3, 1e-9);
    // However late this machine woke up in between: only what it says to have overrun comes on top.
    const std::chrono::duration<double, std::milli> told = at - began;
    EXPECT_NEAR(told.count(), 60 * 3.3 + steps.overranMs, 1e-3);
    EXPECT_GE(millisecondsSince(began), 60 * 3.3 - 1e-3);
}

TEST(PacedDeviceTest, CountsWhatTookLongerHereAndGoesOnFromThere) {
    const Pace pace;
    PacedDevice device(pace, steadyNow() - std::chrono::milliseconds(50));
    const SteadyTime due = device.freeAt();
    const SteadyTime late = device.finish(&PacingReport::verifying, due, 10, {});
    EXPECT_GE(late, due + std::chrono::milliseconds(50));
    EXPECT_EQ(device.report().verifying.overran, 1);
    EXPECT_GE(device.report().verifying.overranMs, 40);
    const SteadyTime next = device.finish(&PacingReport::verifying, late, 200, {});
    EXPECT_EQ(next, late + std::chrono::milliseconds(200));
    EXPECT_EQ(device.report().all().count, 2);
    EXPECT_EQ(device.report().all().overran, 1);
}

TEST(PacedDeviceTest, AStopEndsTheWait) {
    const Pace pace;
    const SteadyTime began = steadyNow();
    PacedDevice device(pace, began);
    std::stop_source stop;
    stop.request_stop();
    device.finish(&PacingReport::drafting, began, 60'000, stop.get_token());
    EXPECT_LT(millisecondsSince(began), 30'000);
}

class PacedAnswerTest : public testing::AskedPair {
protected:
    void SetUp() override {
        AskedPair::SetUp();
        if (!HasFatalFailure()) draw(*s_pair->draft, 16);
    }
    InProcessModels models(Mode mode) const {
        return {mode == Mode::CloudOnly || mode == Mode::PerLlm ? nullptr : s_pair->draft.get(),
                mode == Mode::EdgeOnly ? nullptr : s_pair->target.get(),
                mode == Mode::CoLocated ? s_pair->draft.get() : nullptr};  // no edge drafts there: one copy is enough
    }
    Result<InProcessAnswer> answer(Mode mode) {
        InProcessQuestion asked = question(mode, "300mbit,20ms");
        asked.pace = slowDevices();
        return answerInProcess(models(mode), asked, m_trace, {});
    }
    /// Between the first token and the last, as the trace has it.
    double decodeMs() const {
        std::vector<TraceTime> times;
        for (const TraceEvent& event : m_trace.events()) {
            if (std::holds_alternative<TokenEmitted>(event.fact)) times.push_back(event.time);
        }
        return std::chrono::duration<double, std::milli>(times.back() - times.front()).count();
    }
};

class PacedModeTest : public PacedAnswerTest, public ::testing::WithParamInterface<Mode> {};

TEST_P(PacedModeTest, SaysWhatTheTargetSaysAndCountsEveryStep) {
    const auto paced = answer(GetParam());
    ASSERT_TRUE(paced) << paced.error().message;
    EXPECT_EQ(ids(*paced), answerOf(*s_pair->target, m_asked));
    ASSERT_TRUE(paced->pacing);
    EXPECT_EQ(paced->pacing->cloud.reading.count, GetParam() == Mode::CoLocated ? 2 : 1);
    EXPECT_GT(paced->pacing->cloud.verifying.count, 0);
    EXPECT_LE(paced->pacing->cloud.verifying.count, static_cast<std::int64_t>(paced->tokens.size()));
    const std::int64_t drafted = paced->pacing->edge.drafting.count + paced->pacing->cloud.drafting.count;
    EXPECT_GE(drafted + paced->pacing->edge.layers.count, GetParam() != Mode::CloudOnly);
}

INSTANTIATE_TEST_SUITE_P(EveryMode, PacedModeTest,
                         ::testing::Values(Mode::CloudOnly, Mode::PerLlm, Mode::Sync, Mode::VerifyOnly, Mode::NeverIdle,
                                           Mode::CoLocated, Mode::Msao, Mode::MsaoNoModality, Mode::MsaoNoCollab),
                         [](const auto& instance) {
                             std::string name(modeName(instance.param));
                             std::erase(name, '-');
                             return name;
                         });

TEST_F(PacedAnswerTest, CloudOnlyTakesTheDevicesTime) {
    m_asked.sampling = {};
    double off = 1;
    for (int attempt = 0; attempt < kTries && off > kTolerance; ++attempt) {
        m_trace = {};
        const auto paced = answer(Mode::CloudOnly);
        ASSERT_TRUE(paced) << paced.error().message;
        ASSERT_GT(paced->tokens.size(), 4U);
        const double devicesMs = 12 * static_cast<double>(paced->tokens.size() - 1);
        off = std::abs((decodeMs() - paced->pacing->cloud.verifying.overranMs) / devicesMs - 1);
    }
    EXPECT_LE(off, kTolerance);
}

TEST_F(PacedAnswerTest, TimeThatIsToldIsTimeThatPassed) {
    double off = 1;
    for (int attempt = 0; attempt < kTries && off > kTolerance; ++attempt) {
        m_trace = {};
        const SteadyTime began = steadyNow();
        ASSERT_TRUE(answer(Mode::NeverIdle));
        const double tookMs = millisecondsSince(began);
        const double toldMs = std::chrono::duration<double, std::milli>(m_trace.events().back().time).count();
        off = std::abs(toldMs / tookMs - 1);
    }
    EXPECT_LE(off, kTolerance);
}

TEST_F(PacedAnswerTest, CoLocatedTheCloudPaysForItsOwnDrafts) {
    const auto paced = answer(Mode::CoLocated);
    ASSERT_TRUE(paced) << paced.error().message;
    const PacingReport& cloud = paced->pacing->cloud;
    ASSERT_GT(cloud.drafting.count, 0);
    EXPECT_LE(cloud.drafting.count, cloud.verifying.count);
    EXPECT_GE(cloud.drafting.busyMs, 2 * static_cast<double>(cloud.drafting.count) - 1e-9);
    EXPECT_EQ(paced->pacing->edge.all().count, 0);
}

/// When the answer was asked for, as the trace has it; the origin is when the question came.
double askedMs(const MemoryTraceSink& trace) {
    for (const TraceEvent& event : trace.events()) {
        if (std::holds_alternative<RequestStarted>(event.fact))
            return std::chrono::duration<double, std::milli>(event.time).count();
    }
    return -1;
}

TEST_F(PacedAnswerTest, WhereAllIsSentAndNobodyLooksTheFirstTokenWaitsForNeitherProbeNorPlan) {
    for (const bool showsMap : {false, true}) {
        m_trace = {};
        InProcessQuestion asked = question(Mode::Msao, "300mbit,20ms");
        asked.pace = slowDevices();
        asked.qualityBound = 0;
        asked.showsMap = showsMap;
        const auto paced = answerInProcess(models(Mode::Msao), asked, m_trace, {});
        ASSERT_TRUE(paced) << paced.error().message;
        EXPECT_EQ(ids(*paced), answerOf(*s_pair->target, m_asked));
        EXPECT_EQ(paced->pacing->edge.probing.count, showsMap ? 1 : 0);
        EXPECT_EQ(paced->question.probes.empty(), !showsMap);
        EXPECT_EQ(askedMs(m_trace) > 0, showsMap);
        EXPECT_GT(paced->question.planningMs, 0);
        const Plan& plan = paced->question.plan.planning.plan;
        ASSERT_FALSE(plan.modalities.empty()) << "it was planned for what there is to send";
        for (const ModalityPlan& modality : plan.modalities) EXPECT_EQ(modality.retention, 1);
        const auto isPlan = [](const TraceEvent& event) { return std::holds_alternative<PlanMade>(event.fact); };
        EXPECT_EQ(std::ranges::count_if(m_trace.events(), isPlan), 1);
    }
}

TEST_F(PacedAnswerTest, WhatMayBePrunedIsProbedWhetherAnybodyLooksOrNot) {
    for (const Mode mode : {Mode::Msao, Mode::MsaoNoModality, Mode::MsaoNoCollab}) {
        InProcessQuestion asked = question(mode, "300mbit,20ms");
        asked.pace = slowDevices();
        asked.showsMap = false;
        const auto paced = answerInProcess(models(mode), asked, m_trace, {});
        ASSERT_TRUE(paced) << paced.error().message;
        EXPECT_EQ(paced->pacing->edge.probing.count, 1) << modeName(mode);
    }
}

TEST_F(PacedAnswerTest, PerLlmPaysARoundTripAndBothPartsForEveryToken) {
    const auto paced = answer(Mode::PerLlm);
    ASSERT_TRUE(paced) << paced.error().message;
    const auto tokens = static_cast<double>(paced->tokens.size() - 1);
    EXPECT_GE(decodeMs(), (3 + 9 + 20) * tokens * (1 - kTolerance));
    EXPECT_GE(paced->hiddenBytes, 7168 * (paced->promptTokens + static_cast<std::int64_t>(tokens)));
}

TEST_F(PacedAnswerTest, InHybridTheCloudPaysForItsOwnDraftsAndTheEdgeForThoseOfIts) {
    const auto copy = s_pair->anotherDraft();
    ASSERT_TRUE(copy) << s_pair->error;
    InProcessQuestion asked = question(Mode::Hybrid, "300mbit,20ms");
    asked.pace = slowDevices();
    const auto paced = answerInProcess({s_pair->draft.get(), s_pair->target.get(), copy.get()}, asked, m_trace, {});
    ASSERT_TRUE(paced) << paced.error().message;
    EXPECT_EQ(ids(*paced), answerOf(*s_pair->target, m_asked));
    const PacingReport& cloud = paced->pacing->cloud;
    EXPECT_GT(paced->pacing->edge.drafting.count, 0);
    ASSERT_GT(paced->cloud.draftPasses, 0);
    EXPECT_EQ(cloud.reading.count, 2) << "both models read the prompt";
    // As many passes of the copy as it made, not as many as the target judged: drafts of the edge come on top of them.
    EXPECT_NEAR(cloud.drafting.busyMs, 2 * static_cast<double>(paced->cloud.draftPasses), 1e-9);
}

TEST_F(PacedAnswerTest, WhoeverAnswersTheCloudWasBusyForIt) {
    const auto paced = answer(Mode::NeverIdle);
    ASSERT_TRUE(paced) << paced.error().message;
    EXPECT_GT(paced->cloud.busyMs, 0);
    EXPECT_EQ(paced->cloud.draftPasses, 0);
}

}  // namespace
}  // namespace msao::app
