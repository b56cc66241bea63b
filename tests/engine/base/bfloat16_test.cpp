// SPDX-License-Identifier: Apache-2.0
#include "engine/base/bfloat16.h"

#include "engine/base/checked_math.h"

#include <gtest/gtest.h>

#include <array>
#include <limits>

namespace msao::engine {
namespace {

TEST(Bfloat16Test, EveryPatternSurvivesTheWayThroughFloat) {
    for (std::uint32_t bits = 0; bits <= 0xFFFF; ++bits) {
        const auto pattern = static_cast<std::uint16_t>(bits);
        const float value = bfloat16ToFloat(pattern);
        if (std::isnan(value)) {
            EXPECT_TRUE(std::isnan(bfloat16ToFloat(floatToBfloat16(value))));
        } else {
            EXPECT_EQ(floatToBfloat16(value), pattern);
        }
    }
}

TEST(Bfloat16Test, RoundsTiesToEven) {
    EXPECT_EQ(floatToBfloat16(std::bit_cast<float>(0x3F808000u)), 0x3F80);  // half way, even below
    EXPECT_EQ(floatToBfloat16(std::bit_cast<float>(0x3F818000u)), 0x3F82);  // half way, even above
    EXPECT_EQ(floatToBfloat16(std::bit_cast<float>(0x3F808001u)), 0x3F81);
    EXPECT_EQ(floatToBfloat16(std::bit_cast<float>(0x3F807FFFu)), 0x3F80);
}

TEST(Bfloat16Test, LargestFloatsRoundToInfinity) {
    EXPECT_EQ(floatToBfloat16(std::numeric_limits<float>::max()), 0x7F80);
    EXPECT_EQ(floatToBfloat16(-std::numeric_limits<float>::max()), 0xFF80);
}

TEST(HalfTest, ReadsNormalSubnormalAndInfiniteValues) {
    EXPECT_EQ(halfToFloat(0x3C00), 1.0f);
    EXPECT_EQ(halfToFloat(0xC000), -2.0f);
    EXPECT_EQ(halfToFloat(0x7BFF), 65504.0f);
    EXPECT_EQ(halfToFloat(0x0001), 0x1p-24f);
    EXPECT_EQ(halfToFloat(0x83FF), -1023 * 0x1p-24f);
    EXPECT_EQ(halfToFloat(0x7C00), std::numeric_limits<float>::infinity());
    EXPECT_TRUE(std::isnan(halfToFloat(0x7C01)));
    EXPECT_TRUE(std::signbit(halfToFloat(0x8000)));
}

TEST(CheckedMathTest, AnswersNothingWhereAResultWouldWrap) {
    constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
    EXPECT_EQ(checkedAdd<std::int64_t>(kMost, 1), std::nullopt);
    EXPECT_EQ(checkedAdd<std::int64_t>(2, 3), 5);
    EXPECT_EQ(checkedMultiply<std::int64_t>(kMost, 2), std::nullopt);
    EXPECT_EQ(checkedProduct(std::span<const std::int64_t>()), 1);
    const std::array<std::int64_t, 3> shape = {1 << 30, 1 << 30, 1 << 30};
    EXPECT_EQ(checkedProduct(std::span<const std::int64_t>(shape)), std::nullopt);
}

}  // namespace
}  // namespace msao::engine
