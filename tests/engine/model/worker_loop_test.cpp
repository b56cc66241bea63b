// SPDX-License-Identifier: Apache-2.0
#include "engine/model/worker_loop.h"

#include <ATen/Parallel.h>
#include <gtest/gtest.h>

#include <mutex>
#include <set>
#include <thread>
#include <vector>

namespace msao::engine {
namespace {

TEST(WorkerLoopTest, EveryPlaceIsTakenOnceByThreadsOfWhichThereAreSeveral) {
    const int before = at::get_num_threads();
    at::set_num_threads(3);
    std::mutex mutex;
    std::set<std::thread::id> threads;
    std::vector<int> taken(1000, 0);
    workerLoop(1000, [&](std::int64_t begin, std::int64_t end) {
        const std::lock_guard lock(mutex);
        threads.insert(std::this_thread::get_id());
        for (std::int64_t i = begin; i < end; ++i) ++taken[static_cast<std::size_t>(i)];
    });
    at::set_num_threads(before);
    EXPECT_EQ(taken, std::vector<int>(1000, 1));
#ifndef __SANITIZE_THREAD__
    EXPECT_GT(threads.size(), 1u);
#endif
}

TEST(WorkerLoopTest, ThereMayBeNothingToDo) {
    workerLoop(0, [](std::int64_t, std::int64_t) { ADD_FAILURE(); });
}

}  // namespace
}  // namespace msao::engine
