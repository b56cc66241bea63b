// SPDX-License-Identifier: Apache-2.0
// Expected numbers: a 3090 that drafts (3.30 ms), an A100-40 that verifies (9.09 ms, drafts in 1.99 ms), RTT 20 ms.
#include "msao/engine/speculation_speed.h"

#include <gtest/gtest.h>

#include <array>

namespace msao::engine {
namespace {

SpeculationFigures paperPair(double acceptance) {
    return {acceptance, 20, 3.30, 9.09, 1.99};
}

TEST(SpeculationSpeedTest, AgreesWithTheRoofline) {
    const std::array acceptances = {0.7, 0.8, 0.9};
    const std::array sync = {65.0, 81.0, 103.0};
    const std::array coLocated = {168.0, 197.0, 248.0};
    for (std::size_t i = 0; i < acceptances.size(); ++i) {
        const SpeculationFigures figures = paperPair(acceptances[i]);
        EXPECT_NEAR(1000 * cloudOnlySpeed(figures), 110, 0.5);
        EXPECT_NEAR(1000 * syncSpeed(figures, 5), sync[i], 1);
        EXPECT_NEAR(1000 * coLocatedSpeed(figures, bestCoLocatedLength(figures)), coLocated[i], 1);
    }
}

TEST(SpeculationSpeedTest, NeverIdleIsNeverSlowerThanCloudOnly) {
    for (double acceptance = 0; acceptance <= 1; acceptance += 0.05) {
        for (double rttMs = 1; rttMs <= 500; rttMs *= 1.5) {
            const SpeculationFigures figures{acceptance, rttMs, 3.3, 9.09, {}};
            EXPECT_GE(neverIdleSpeed(figures), cloudOnlySpeed(figures) * (1 - 1e-12));
        }
    }
}

TEST(SpeculationSpeedTest, TokensOfARoundReachFromOneToAll) {
    EXPECT_DOUBLE_EQ(tokensPerRound(0, 5), 1);
    EXPECT_DOUBLE_EQ(tokensPerRound(1, 5), 6);
    EXPECT_DOUBLE_EQ(tokensPerRound(0.5, 1), 1.5);
}

}  // namespace
}  // namespace msao::engine
