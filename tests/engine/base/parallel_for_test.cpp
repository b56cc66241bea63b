// SPDX-License-Identifier: Apache-2.0
#include "engine/base/parallel_for.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <vector>

namespace msao::engine {
namespace {

TEST(ParallelForTest, DoesEveryItemOnce) {
    std::vector<std::atomic<int>> done(1000);
    ASSERT_TRUE(parallelFor(done.size(), 4, {}, "", [&](std::size_t i) -> Status {
        ++done[i];
        return Done{};
    }));
    for (const auto& count : done) EXPECT_EQ(count, 1);
}

TEST(ParallelForTest, ReturnsTheErrorOfAnItemAndStopsTheRest) {
    std::atomic<int> calls = 0;
    const Status status = parallelFor(1'000'000, 2, {}, "", [&](std::size_t i) -> Status {
        ++calls;
        if (i == 10) return Error{ErrorCode::LimitExceeded, "ten"};
        return Done{};
    });
    EXPECT_EQ(status.error().message, "ten");
    EXPECT_LT(calls, 1'000'000);
}

TEST(ParallelForTest, StopsWhenAsked) {
    std::stop_source source;
    source.request_stop();
    Progress progress;
    progress.stop = source.get_token();
    const Status status = parallelFor(5, 2, progress, "", [](std::size_t) -> Status { return Done{}; });
    EXPECT_EQ(status.error().code, ErrorCode::Cancelled);
}

TEST(ParallelForTest, TurnsExceptionsIntoErrors) {
    const Status status = parallelFor(1, 1, {}, "", [](std::size_t) -> Status { throw std::bad_alloc(); });
    EXPECT_EQ(status.error().code, ErrorCode::OutOfMemory);
}

}  // namespace
}  // namespace msao::engine
