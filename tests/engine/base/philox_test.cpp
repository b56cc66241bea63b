// SPDX-License-Identifier: Apache-2.0
#include "engine/base/philox.h"

#include <gtest/gtest.h>

namespace msao::engine {
namespace {

// Known answers of philox4x32-10 published with Random123 (kat_vectors).
TEST(PhiloxTest, GivesTheKnownAnswerForZeros) {
    EXPECT_EQ(philox(0, {0, 0, 0, 0}), (PhiloxWords{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
}

TEST(PhiloxTest, GivesTheKnownAnswerForOnes) {
    constexpr std::uint32_t kOnes = 0xffffffff;
    EXPECT_EQ(philox(0xffffffffffffffff, {kOnes, kOnes, kOnes, kOnes}),
              (PhiloxWords{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
}

TEST(PhiloxTest, GivesTheKnownAnswerForDigitsOfPi) {
    EXPECT_EQ(philox(0x299f31d0a4093822, {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}),
              (PhiloxWords{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(PhiloxTest, CounterTakesTheLowWordFirst) {
    EXPECT_EQ(philoxCounter(0x0000000200000001, 0x0000000400000003), (PhiloxCounter{1, 2, 3, 4}));
}

}  // namespace
}  // namespace msao::engine
