// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/model/model_card.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace msao::cloud {
namespace {

/// As passTimes measures them: twice as many rows each time, until a pass takes twice as long as one row.
template <typename Time>
std::vector<PassTime> passesOf(Time msOf, double mostRows) {
    std::vector<PassTime> passes{{1, msOf(1.0)}};
    for (double rows = 2; rows <= mostRows && passes.back().ms < 2 * passes.front().ms; rows *= 2)
        passes.push_back({rows, msOf(rows)});
    return passes;
}

TEST(PassRowsTest, AreFreeUpToTheCornerOfTheRoofline) {
    const auto passes = passesOf([](double rows) { return std::max(9.0, 0.05 * rows); }, 1024);
    const auto found = passRowsFrom(passes);
    ASSERT_TRUE(found);
    EXPECT_NEAR(found->free, 180, 1e-6);
    EXPECT_NEAR(found->msPerFurther, 0.05, 1e-9);
}

TEST(PassRowsTest, WhereEachIsPaidOnlyTheFirstIsFree) {
    const auto passes = passesOf([](double rows) { return 2 + 0.5 * (rows - 1); }, 256);
    const auto found = passRowsFrom(passes);
    ASSERT_TRUE(found);
    EXPECT_NEAR(found->free, 1, 1e-9);
    EXPECT_NEAR(found->msPerFurther, 0.5, 1e-12);
}

TEST(PassRowsTest, WhereNoneWasPaidAsManyAreFreeAsWereMeasured) {
    const auto found = passRowsFrom(passesOf([](double) { return 9.0; }, 256));
    ASSERT_TRUE(found);
    EXPECT_EQ(*found, (protocol::PassRows{256, 0}));
}

TEST(PassRowsTest, NeverAreFewerFreeThanTheFirstNorMoreThanWereMeasured) {
    // One row was measured quicker than it is: the line meets its time at -1; then slower: at 18.
    const std::vector<PassTime> quick{{1, 1.0}, {2, 4.0}, {4, 6.0}};
    const std::vector<PassTime> slow{{1, 9.0}, {2, 1.0}, {4, 2.0}};
    EXPECT_EQ(passRowsFrom(quick), (protocol::PassRows{1, 1}));
    EXPECT_EQ(passRowsFrom(slow), (protocol::PassRows{4, 0.5}));
}

TEST(PassRowsTest, OneTimeSaysNothing) {
    const std::vector<PassTime> alone{{1, 2.0}};
    EXPECT_FALSE(passRowsFrom(alone));
}

}  // namespace
}  // namespace msao::cloud
