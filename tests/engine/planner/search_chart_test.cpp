// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/planner.h"

#include "tests/engine/planner/scenario.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace msao::engine {
namespace {

constexpr std::uint64_t kSeed = 20260407;

PlanningResult planOf(Scenario scenario, bool recordsSearch) {
    scenario.options.recordsSearch = recordsSearch;
    auto result = planRequest(scenario.live, scenario.probes, scenario.calibration, scenario.options);
    EXPECT_TRUE(result) << (result ? "" : result.error().message);
    return *result;
}

bool isWithin(const PlanAxis& axis, double value) {
    const auto [low, high] = std::minmax(axis.from, axis.to);
    return value >= low - 1e-9 && value <= high + 1e-9;
}

TEST(PlanSearchTest, ChangesNothingOfThePlan) {
    std::mt19937_64 random(kSeed);
    for (int i = 0; i < 50; ++i) {
        const Scenario scenario = randomScenario(random, true);
        const PlanningResult without = planOf(scenario, false);
        EXPECT_EQ(planOf(scenario, true).plan, without.plan) << "scenario " << i;
        EXPECT_TRUE(without.searches.empty());
    }
}

TEST(PlanSearchTest, ShowsWhatWasTriedAndChosenWithinItsEdges) {
    std::mt19937_64 random(kSeed);
    int seen = 0;
    for (int i = 0; i < 50; ++i) {
        const PlanningResult result = planOf(randomScenario(random, true), true);
        for (const PlanSearch& search : result.searches) {
            ++seen;
            const auto cells = static_cast<std::size_t>(search.rows * search.columns);
            ASSERT_EQ(search.believedMs.size(), cells);
            ASSERT_EQ(search.allowed.size(), cells);
            for (const float ms : search.believedMs) EXPECT_TRUE(std::isfinite(ms) && ms > 0) << ms;
            EXPECT_EQ(search.tried.size(), static_cast<std::size_t>(result.evaluations));
            for (const TriedPlan& tried : search.tried) {
                EXPECT_TRUE(isWithin(search.x, tried.x)) << tried.x;
                EXPECT_TRUE(search.rows == 1 || isWithin(search.y, tried.y)) << tried.y;
            }
        }
    }
    EXPECT_GT(seen, 50);
}

TEST(PlanSearchTest, ChoosesWhatThePlanSays) {
    std::mt19937_64 random(kSeed);
    for (int i = 0; i < 50; ++i) {
        const PlanningResult result = planOf(randomScenario(random, true), true);
        for (const PlanSearch& search : result.searches) {
            if (search.x.quantity == PlanQuantity::Theta) {
                EXPECT_DOUBLE_EQ(search.chosenX, result.plan.theta);
                EXPECT_DOUBLE_EQ(search.chosenY, result.plan.draftLength);
            } else if (search.x.quantity == PlanQuantity::Retention) {
                EXPECT_NEAR(search.chosenX, planFor(result.plan, search.x.modality).retention, 1e-9);
                if (search.rows > 1) {
                    EXPECT_NEAR(search.chosenY, planFor(result.plan, search.y.modality).compression, 1e-9);
                }
            }
        }
    }
}

}  // namespace
}  // namespace msao::engine
