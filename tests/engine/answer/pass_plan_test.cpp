// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/pass_plan.h"

#include <gtest/gtest.h>

namespace msao::engine {
namespace {

TEST(PassPlanTest, WhoWaitsLongestComesFirst) {
    const PassCandidate candidates[] = {{30, 0, 2}, {10, 0, 2}, {20, 0, 2}};
    const PassPlan plan = planPass(candidates, {.maxSessions = 2});
    EXPECT_EQ(plan.steps, (std::vector<PassStep>{{1, 2}, {2, 2}}));
    EXPECT_TRUE(plan.prefills.empty());
}

TEST(PassPlanTest, RowsThatAreLeftGoToDraftsEvenly) {
    const PassCandidate candidates[] = {{1, 0, 9}, {2, 0, 1}, {3, 0, 9}};
    const PassPlan plan = planPass(candidates, {.maxRows = 10});
    EXPECT_EQ(plan.steps, (std::vector<PassStep>{{0, 3}, {1, 1}, {2, 3}}));
}

TEST(PassPlanTest, EverySessionGetsARowBeforeAnyDraftDoes) {
    const PassCandidate candidates[] = {{1, 0, 9}, {2, 0, 9}, {3, 0, 9}};
    EXPECT_EQ(planPass(candidates, {.maxRows = 3}).steps, (std::vector<PassStep>{{0, 0}, {1, 0}, {2, 0}}));
    EXPECT_EQ(planPass(candidates, {.maxRows = 2}).steps, (std::vector<PassStep>{{0, 0}, {1, 0}}));
}

TEST(PassPlanTest, NobodySendsMoreDraftsThanAStepTakes) {
    const PassCandidate candidates[] = {{1, 0, 100}};
    EXPECT_EQ(planPass(candidates, {.maxDrafts = 15}).steps, (std::vector<PassStep>{{0, 15}}));
}

TEST(PassPlanTest, OneLongPieceOfPromptIsReadBesideEveryPass) {
    const PassCandidate candidates[] = {{1, 4000, 0}, {2, 10, 0}, {3, 0, 1}};
    const PassPlan plan = planPass(candidates, {.prefillTokens = 1024});
    EXPECT_EQ(plan.prefills, (std::vector<std::size_t>{0}));
    EXPECT_EQ(plan.steps, (std::vector<PassStep>{{2, 1}}));
}

TEST(PassPlanTest, ShortPromptsShareTheBudgetAroundALongOne) {
    const PassCandidate candidates[] = {{1, 100, 0}, {2, 1000, 0}, {3, 900, 0}};
    EXPECT_EQ(planPass(candidates, {.prefillTokens = 1024}).prefills, (std::vector<std::size_t>{0, 2}));
}

TEST(PassPlanTest, NothingIsPlannedForNobody) {
    EXPECT_EQ(planPass({}, {}), PassPlan{});
}

TEST(SharedDraftStepsTest, AreWhatThoseWhoWantDraftsWantOnAverage) {
    const auto steps = [](std::vector<std::int32_t> wanted) { return sharedDraftSteps(wanted); };
    EXPECT_EQ(steps({}), 0);
    EXPECT_EQ(steps({0, 0}), 0);
    EXPECT_EQ(steps({0, 3, 0}), 3);
    EXPECT_EQ(steps({3, 4, 4}), 4);
    EXPECT_EQ(steps({3, 3, 4}), 3);
    EXPECT_EQ(steps({1, 8}), 5);  // 4.5, away from nothing
}

}  // namespace
}  // namespace msao::engine
