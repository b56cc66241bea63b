// SPDX-License-Identifier: Apache-2.0
#include "engine/decode/kv_cache.h"

#include <gtest/gtest.h>

namespace msao::engine {
namespace {

TEST(KvSequenceTest, TakesAPageOnlyWhenTheLastIsFull) {
    KvPool pool(4);
    KvSequence sequence(pool);
    ASSERT_TRUE(sequence.extend(16));
    EXPECT_EQ(pool.freePages(), 3);
    ASSERT_TRUE(sequence.extend(1));
    EXPECT_EQ(pool.freePages(), 2);
    EXPECT_EQ(sequence.length(), 17);
}

TEST(KvSequenceTest, AFullPoolLeavesEverythingAsItWas) {
    KvPool pool(3);
    KvSequence first(pool);
    KvSequence second(pool);
    ASSERT_TRUE(first.extend(20));
    ASSERT_TRUE(second.extend(5));
    const std::vector<KvPageId> pages(second.pages().begin(), second.pages().end());
    const Status refused = second.extend(12);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::LimitExceeded);
    EXPECT_EQ(second.length(), 5);
    EXPECT_EQ(std::vector<KvPageId>(second.pages().begin(), second.pages().end()), pages);
    EXPECT_EQ(pool.freePages(), 0);
    EXPECT_TRUE(second.extend(11));
}

TEST(KvSequenceTest, TruncationAndDestructionGivePagesBack) {
    KvPool pool(4);
    {
        KvSequence sequence(pool);
        ASSERT_TRUE(sequence.extend(64));
        sequence.truncate(16);
        EXPECT_EQ(pool.freePages(), 3);
    }
    EXPECT_EQ(pool.freePages(), 4);
}

}  // namespace
}  // namespace msao::engine
