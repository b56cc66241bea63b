// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/prompt_lookup.h"
#include "tests/engine/speculation/token_ids.h"

#include <gtest/gtest.h>

namespace msao::engine {
namespace {

TEST(PromptLookupTest, ProposesWhatFollowedTheSameEnding) {
    EXPECT_EQ(promptLookup(ids({1, 2, 3, 4, 5, 9, 1, 2, 3}), {.length = 2}), ids({4, 5}));
}

TEST(PromptLookupTest, PrefersTheLatestPlace) {
    EXPECT_EQ(promptLookup(ids({1, 2, 7, 1, 2, 8, 1, 2}), {.length = 1}), ids({8}));
}

TEST(PromptLookupTest, PrefersTheLongerEnding) {
    EXPECT_EQ(promptLookup(ids({5, 1, 2, 7, 6, 1, 2, 8, 5, 1, 2}), {.length = 1}), ids({7}));
}

TEST(PromptLookupTest, IsSilentWithoutARepetition) {
    EXPECT_TRUE(promptLookup(ids({1, 2, 3, 4})).empty());
    EXPECT_TRUE(promptLookup(ids({1, 2, 1})).empty()) << "one token is no ending";
    EXPECT_TRUE(promptLookup({}).empty());
}

TEST(PromptLookupTest, ContinuesALoopIntoItself) {
    EXPECT_EQ(promptLookup(ids({1, 2, 1, 2, 1, 2}), {.length = 5}), ids({1, 2}));
}

}  // namespace
}  // namespace msao::engine
