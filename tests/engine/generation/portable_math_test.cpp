// SPDX-License-Identifier: Apache-2.0
#include "engine/generation/portable_math.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace msao::engine {
namespace {

TEST(PortableMathTest, ExpIsGoodToAFewUnitsInTheLastPlace) {
    std::mt19937_64 generator(1);
    std::uniform_real_distribution<double> uniform(-700.0, 0.0);
    for (int i = 0; i < 100000; ++i) {
        const double x = uniform(generator);
        EXPECT_NEAR(portableExp(x) / std::exp(x), 1.0, 1e-15) << x;
    }
    EXPECT_EQ(portableExp(0.0), 1.0);
    EXPECT_EQ(portableExp(-1000.0), 0.0);
}

TEST(PortableMathTest, LogIsGoodToAFewUnitsInTheLastPlace) {
    std::mt19937_64 generator(2);
    std::uniform_real_distribution<double> exponent(-600.0, 600.0);
    for (int i = 0; i < 100000; ++i) {
        const double x = std::exp(exponent(generator));
        EXPECT_NEAR(portableLog(x), std::log(x), 1e-15 * std::max(1.0, std::abs(std::log(x)))) << x;
    }
    EXPECT_EQ(portableLog(1.0), 0.0);
}

TEST(PortableMathTest, LogJustBelowOneKeepsItsRelativePrecision) {
    for (double distance = 0x1p-53; distance < 0.1; distance *= 3) {
        EXPECT_NEAR(portableLog(1.0 - distance) / std::log(1.0 - distance), 1.0, 1e-14) << distance;
    }
}

}  // namespace
}  // namespace msao::engine
