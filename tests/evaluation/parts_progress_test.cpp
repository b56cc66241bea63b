// SPDX-License-Identifier: Apache-2.0
#include "evaluation/paper/parts_progress.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace msao::evaluation {
namespace {

TEST(PartsProgressTest, EachPartMovesTheWholeByItsShareOfTheTime) {
    std::vector<std::pair<double, std::string>> reported;
    std::stop_source stop;
    engine::Progress whole;
    whole.stop = stop.get_token();
    whole.report = [&](double fraction, std::string_view what) { reported.emplace_back(fraction, what); };
    PartsProgress parts({{"native", 30}, {"paced", 10}}, whole);
    EXPECT_EQ(parts.seconds(), 40);
    const engine::Progress native = parts.next();
    native.report(0, "");
    native.report(0.5, "12 of 24");
    const engine::Progress paced = parts.next();
    paced.report(0, "");
    paced.report(7, "beyond");
    const std::vector<std::pair<double, std::string>> expected = {
        {0, "native"}, {0.375, "native: 12 of 24"}, {0.75, "paced"}, {1, "paced: beyond"}};
    EXPECT_EQ(reported, expected);
    EXPECT_FALSE(native.stop.stop_requested());
    stop.request_stop();
    EXPECT_TRUE(native.stop.stop_requested() && paced.stop.stop_requested());
}

}  // namespace
}  // namespace msao::evaluation
