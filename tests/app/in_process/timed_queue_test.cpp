// SPDX-License-Identifier: Apache-2.0
#include "app/in_process/timed_queue.h"

#include <gtest/gtest.h>

#include <thread>

namespace msao::app {
namespace {

using std::chrono::milliseconds;

SteadyTime now() {
    return std::chrono::steady_clock::now();
}

TEST(TimedQueueTest, GivesMessagesInTheOrderOfTheirTimes) {
    TimedQueue<int> queue(4);
    EXPECT_TRUE(queue.push(2, now() + milliseconds(2), {}));
    EXPECT_TRUE(queue.push(1, now(), {}));
    EXPECT_EQ(queue.take(now() + milliseconds(1000), {}), 1);
    EXPECT_EQ(queue.take(now() + milliseconds(1000), {}), 2);
}

TEST(TimedQueueTest, NothingIsTakenBeforeItsTime) {
    TimedQueue<int> queue(4);
    EXPECT_TRUE(queue.push(1, now() + std::chrono::hours(1), {}));
    EXPECT_EQ(queue.take(now() + milliseconds(1), {}), std::nullopt);
}

TEST(TimedQueueTest, TakesWhatIsDueByAnEarlierTimeOnly) {
    TimedQueue<int> queue(4);
    const SteadyTime at = now();
    EXPECT_TRUE(queue.push(1, at, {}));
    EXPECT_EQ(queue.takeDue(at - milliseconds(1)), std::nullopt);
    EXPECT_EQ(queue.takeDue(at), 1);
    EXPECT_EQ(queue.takeDue(at), std::nullopt);
}

TEST(TimedQueueTest, AStopWakesWhoeverWaits) {
    TimedQueue<int> queue(1);
    EXPECT_TRUE(queue.push(1, now() + std::chrono::hours(1), {}));
    std::stop_source stop;
    bool wasPushed = true;
    {
        const std::jthread sender([&] { wasPushed = queue.push(2, now(), stop.get_token()); });
        const std::jthread taker([&] { (void)queue.take(now() + std::chrono::hours(1), stop.get_token()); });
        stop.request_stop();
    }
    EXPECT_FALSE(wasPushed);
}

TEST(TimedQueueTest, ASenderWaitsForRoom) {
    TimedQueue<int> queue(1);
    EXPECT_TRUE(queue.push(1, now(), {}));
    const std::jthread sender([&] { queue.push(2, now(), {}); });
    EXPECT_EQ(queue.take(now() + milliseconds(10'000), {}), 1);
    EXPECT_EQ(queue.take(now() + milliseconds(10'000), {}), 2);
}

}  // namespace
}  // namespace msao::app
