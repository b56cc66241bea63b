// SPDX-License-Identifier: Apache-2.0
#include "training/byte_pairs.h"

#include <gmock/gmock.h>

namespace msao::training {
namespace {

using testing::ElementsAre;
using testing::Pair;

TEST(BytePairsTest, JoinsTheMostFrequentNeighboursFirst) {
    WordCounts words;
    words.add("abc", 5);
    words.add("bcd", 3);
    words.add("xy", 1);
    // "bc" eight times, then "a" before it five times, then "d" behind it; "xy" is met once.
    EXPECT_THAT(learnMerges(words, 10), ElementsAre(Pair("b", "c"), Pair("a", "bc"), Pair("bc", "d")));
}

TEST(BytePairsTest, StopsAtTheMostThatIsAsked) {
    WordCounts words;
    words.add("abcdef", 2);
    EXPECT_EQ(learnMerges(words, 2).size(), 2U);
}

TEST(BytePairsTest, NeverJoinsAcrossWords) {
    WordCounts words;
    words.add("a b a b a b", 9);
    for (const auto& [left, right] : learnMerges(words, 10)) EXPECT_THAT(left + right, testing::AnyOf(" a", " b"));
}

}  // namespace
}  // namespace msao::training
