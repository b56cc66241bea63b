// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/entropy_gate.h"
#include "msao/engine/acceptance_by_entropy.h"

#include <gtest/gtest.h>

namespace msao::engine {
namespace {

TEST(EntropyGateTest, IsConfidentUpToTheta) {
    const EntropyGate gate({.theta = 0.25});
    EXPECT_TRUE(gate.isConfident(0.25));
    EXPECT_FALSE(gate.isConfident(0.26));
}

TEST(EntropyGateTest, DecaysByDeltaDownToItsFloor) {
    EntropyGate gate({.theta = 0.2, .thetaMin = 0.1, .decay = 0.8});
    gate.decayOnOffload();
    EXPECT_DOUBLE_EQ(gate.theta(), 0.16);
    for (int i = 0; i < 10; ++i) gate.decayOnOffload();
    EXPECT_DOUBLE_EQ(gate.theta(), 0.1);
}

TEST(EntropyGateTest, AveragesTowardsTheQuantileOfAcceptedTokens) {
    EntropyGate gate({.theta = 0.9, .averagingRate = 0.5, .acceptedQuantile = 0.5});
    gate.averageTowardsAccepted();
    EXPECT_DOUBLE_EQ(gate.theta(), 0.9) << "moved without an accepted token";
    for (const float entropy : {0.25F, 0.5F, 0.125F}) gate.noteAccepted(entropy);
    gate.averageTowardsAccepted();
    EXPECT_DOUBLE_EQ(gate.theta(), 0.5 * 0.9 + 0.5 * 0.25);
}

TEST(EntropyGateTest, RemembersTheLastSixtyFourAcceptedTokens) {
    EntropyGate gate({.theta = 0.5, .averagingRate = 1, .acceptedQuantile = 1});
    gate.noteAccepted(1.0F);
    for (int i = 0; i < 64; ++i) gate.noteAccepted(0.25F);
    gate.averageTowardsAccepted();
    EXPECT_DOUBLE_EQ(gate.theta(), 0.25);
}

TEST(AcceptanceByEntropyTest, FallsWithEntropyBeforeAnythingWasSeen) {
    const AcceptanceByEntropy acceptance;
    double before = 1;
    for (const double entropy : {0.001, 0.03, 0.1, 0.2, 0.35}) {
        EXPECT_LE(acceptance.probability(entropy), before);
        before = acceptance.probability(entropy);
    }
    EXPECT_GT(acceptance.probability(0.001), 0.8);
}

TEST(AcceptanceByEntropyTest, FollowsWhatTheCloudAccepts) {
    AcceptanceByEntropy acceptance;
    for (int i = 0; i < 2000; ++i) {
        acceptance.note(0.01, i % 10 != 0);
        acceptance.note(0.5, i % 4 == 0);
    }
    EXPECT_NEAR(acceptance.probability(0.01), 0.9, 0.02);
    EXPECT_NEAR(acceptance.probability(0.5), 0.25, 0.02);
    EXPECT_NEAR(acceptance.mean(), 0.575, 0.03);
}

TEST(AcceptanceByEntropyTest, StartsFromACalibration) {
    std::array<double, AcceptanceByEntropy::kBinCount> calibrated{};
    calibrated.fill(0.4);
    EXPECT_DOUBLE_EQ(AcceptanceByEntropy(calibrated).probability(0.7), 0.4);
}

}  // namespace
}  // namespace msao::engine
