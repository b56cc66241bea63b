// SPDX-License-Identifier: Apache-2.0
#include "protocol/link/clock_offset.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace msao::protocol {
namespace {

/// A cloud whose clock is `aheadUs` in front of the edge's, behind two ways that take what they take.
class FarClock {
public:
    explicit FarClock(std::int64_t aheadUs) : m_aheadUs(aheadUs) {}

    void exchange(ClockOffset& offset, std::int64_t upUs, std::int64_t downUs) {
        const std::int64_t received = m_nowUs + upUs;
        const std::int64_t replied = received + 30;
        HeartbeatAck ack;
        ack.sentUs = static_cast<std::uint64_t>(m_nowUs);
        ack.receivedUs = onItsClock(received);
        ack.repliedUs = onItsClock(replied);
        m_nowUs = replied + downUs;
        offset.exchanged(ack, LinkTime(m_nowUs));
        m_nowUs += 2'000'000;
    }
    std::uint64_t onItsClock(std::int64_t us) const { return static_cast<std::uint64_t>(us + m_aheadUs); }
    std::int64_t nowUs() const { return m_nowUs; }

private:
    std::int64_t m_aheadUs;
    std::int64_t m_nowUs = 5'000'000;
};

std::int64_t errorUs(const ClockOffset& offset, const FarClock& clock) {
    return offset.onOurClock(clock.onItsClock(clock.nowUs()))->count() - clock.nowUs();
}

TEST(ClockOffsetTest, KnowsNothingBeforeTheFirstHeartbeatCameBack) {
    ClockOffset offset;
    EXPECT_FALSE(offset.onOurClock(1));
    FarClock clock(0);
    clock.exchange(offset, 10'000, 10'000);
    EXPECT_TRUE(offset.onOurClock(1));
    offset.reconnected();
    EXPECT_FALSE(offset.onOurClock(1)) << "another cloud, another clock";
}

TEST(ClockOffsetTest, TwoEqualWaysShowTheOffsetExactly) {
    for (const std::int64_t ahead : {-4'999'000LL, 0LL, 3'600'000'000LL}) {
        ClockOffset offset;
        FarClock clock(ahead);
        clock.exchange(offset, 10'000, 10'000);
        EXPECT_EQ(errorUs(offset, clock), 0) << ahead;
    }
}

TEST(ClockOffsetTest, QueuesOfOneWayHardlyMoveIt) {
    ClockOffset offset;
    FarClock clock(123'456'789);
    std::mt19937_64 generator(7);
    clock.exchange(offset, 10'000, 10'200);
    for (int i = 0; i < 15; ++i)
        clock.exchange(offset, 10'000 + static_cast<std::int64_t>(generator() % 300'000), 10'000);
    EXPECT_LE(std::abs(errorUs(offset, clock)), 100);
}

TEST(ClockOffsetTest, WhatNoClockShowsIsPassedOver) {
    ClockOffset offset;
    constexpr auto kMost = std::numeric_limits<std::uint64_t>::max();
    offset.exchanged({1, kMost, 5, 6}, LinkTime(10));
    offset.exchanged({1, 1, kMost, kMost}, LinkTime(10));
    offset.exchanged({1, 20, 5, 6}, LinkTime(10));   // came before it was sent
    offset.exchanged({1, 1, 6, 5}, LinkTime(10));    // answered before it came
    offset.exchanged({1, 1, 5, 500}, LinkTime(10));  // took longer there than here
    EXPECT_FALSE(offset.onOurClock(1));
    offset.exchanged({1, 1, 5, 6}, LinkTime(10));
    EXPECT_FALSE(offset.onOurClock(kMost));
}

}  // namespace
}  // namespace msao::protocol
