// SPDX-License-Identifier: Apache-2.0
#include "edge/link/reconnect_policy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace msao::edge {
namespace {

using std::chrono::milliseconds;

constexpr ReconnectOptions kSteady{250, 1.6, 0, 10'000};

TEST(ReconnectPolicyTest, WaitsLongerEachTimeUpToTheMost) {
    ReconnectPolicy policy(kSteady, 1);
    for (const int expected : {250, 400, 640, 1024, 1638, 2621, 4194, 6711, 10'000, 10'000})
        EXPECT_EQ(policy.nextWait(), milliseconds(expected));
}

TEST(ReconnectPolicyTest, BeginsAnewOnceConnected) {
    ReconnectPolicy policy(kSteady, 1);
    for (int i = 0; i < 5; ++i) policy.nextWait();
    policy.connected();
    EXPECT_EQ(policy.nextWait(), milliseconds(250));
    EXPECT_EQ(policy.nextWait(), milliseconds(400));
}

TEST(ReconnectPolicyTest, SpreadsEdgesByAFifthEitherWay) {
    std::set<milliseconds> waits;
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        const milliseconds wait = ReconnectPolicy(ReconnectOptions{}, seed).nextWait();
        EXPECT_GE(wait, milliseconds(200)) << "seed " << seed;
        EXPECT_LE(wait, milliseconds(300)) << "seed " << seed;
        waits.insert(wait);
    }
    EXPECT_GT(waits.size(), 60u);
}

TEST(ReconnectPolicyTest, NeverWaitsLongerThanTheMost) {
    ReconnectPolicy policy(ReconnectOptions{}, 7);
    for (int i = 0; i < 200; ++i) EXPECT_LE(policy.nextWait(), milliseconds(10'000));
}

TEST(ReconnectPolicyTest, ComesBackWhenTheCloudAskedAndOnlyOnce) {
    ReconnectPolicy policy(kSteady, 3);
    policy.comeBack(milliseconds(2000), milliseconds(5000));
    const milliseconds asked = policy.nextWait();
    EXPECT_GE(asked, milliseconds(2000));
    EXPECT_LE(asked, milliseconds(7000));
    EXPECT_EQ(policy.nextWait(), milliseconds(400));
}

TEST(ReconnectPolicyTest, TriesAnotherCloudBeforeItComesBackWhenAsked) {
    ReconnectPolicy policy(kSteady, 3);
    policy.comeBack(milliseconds(20'000), milliseconds(5000));
    policy.tryAnotherFirst();
    EXPECT_EQ(policy.nextWait(), milliseconds(250));
    const milliseconds asked = policy.nextWait();
    EXPECT_GE(asked, milliseconds(20'000));
    EXPECT_LE(asked, milliseconds(25'000));
    EXPECT_EQ(policy.nextWait(), milliseconds(640));
}

TEST(ReconnectPolicyTest, OwesNothingToACloudThatWentAwayOnceAnotherIsFound) {
    ReconnectPolicy policy(kSteady, 3);
    policy.comeBack(milliseconds(20'000), milliseconds(5000));
    policy.tryAnotherFirst();
    policy.nextWait();
    policy.connected();
    EXPECT_EQ(policy.nextWait(), milliseconds(250));
    EXPECT_EQ(policy.nextWait(), milliseconds(400));
}

TEST(ReconnectPolicyTest, TheSameSeedWaitsTheSame) {
    ReconnectPolicy one(ReconnectOptions{}, 42);
    ReconnectPolicy other(ReconnectOptions{}, 42);
    for (int i = 0; i < 20; ++i) EXPECT_EQ(one.nextWait(), other.nextWait());
}

}  // namespace
}  // namespace msao::edge
