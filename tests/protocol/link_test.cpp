// SPDX-License-Identifier: Apache-2.0
#include "protocol/link/emulated_link.h"
#include "protocol/link/link_estimator.h"
#include "protocol/link/link_profile.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace msao::protocol {
namespace {

LinkProfile profileOf(std::string_view text) {
    const auto profile = parseLinkProfile(text);
    EXPECT_TRUE(profile) << profile.error().message;
    return profile ? *profile : LinkProfile{};
}

TEST(LinkProfileTest, ReadsWhatPeopleWrite) {
    EXPECT_EQ(profileOf("300mbit,20ms"), (LinkProfile{{300e6, 20, 0, 0, 1}, {}, 0}));
    EXPECT_EQ(profileOf("1mbit,0.1s,jitter=5ms,loss=2%,burst=3,seed=7"), (LinkProfile{{1e6, 100, 5, 0.02, 3}, {}, 7}));
    const LinkProfile changing = profileOf("300mbit,20ms;10s:5mbit,200ms,loss=0.01;20s:down;24s:300mbit,20ms");
    ASSERT_EQ(changing.changes.size(), 3u);
    EXPECT_EQ(changing.at(9'999).rttMs, 20);
    EXPECT_EQ(changing.at(10'000).rttMs, 200);
    EXPECT_EQ(changing.at(21'000).bitsPerSecond, 0);
    EXPECT_EQ(changing.nextChange(20'000), 24'000);
    EXPECT_FALSE(changing.nextChange(24'000));
}

TEST(LinkProfileTest, SaysWhatItExpectedInstead) {
    for (const char* text :
         {"", "300mbit", "20ms,300mbit", "0mbit,20ms", "300mbit,-20ms", "300mbit,20ms,loss=60%",
          "300mbit,20ms,loss=", "300mbit,20ms,burst=0", "300mbit,20ms,fog=1", "300mbit,20ms;", "300mbit,20ms;10s",
          "300mbit,20ms;10s:down;9s:down", "300mbit,20ms;5s:1mbit,1ms,seed=2", "300mbit,nanms", "300mbit,20ms,seed=-1",
          "300mbit,1e300h", "300mbit,20ms,jitter=1001s", "1e300gbit,20ms", "1001gbit,20ms"}) {
        const auto profile = parseLinkProfile(text);
        ASSERT_FALSE(profile) << text;
        EXPECT_NE(profile.error().message.find("expected"), std::string::npos) << profile.error().message;
    }
}

TEST(EmulatedLinkTest, AMessageTakesItsTimeOnTheLineAndHalfARoundTrip) {
    EmulatedLink link(profileOf("1mbit,20ms"), 0);
    // 1250 bytes and 40 of headers are 10.32 ms at 1 Mbit/s.
    EXPECT_NEAR(*link.arrivalMs(0, 1250), 20.32, 1e-9);
    EXPECT_NEAR(*link.arrivalMs(0, 1250), 30.64, 1e-9) << "behind the first";
    EXPECT_NEAR(*link.arrivalMs(500, 1250), 520.32, 1e-9) << "the line was free again";
}

TEST(EmulatedLinkTest, WhatWaitsForTheLineIsCounted) {
    EmulatedLink link(profileOf("1mbit,20ms"), 0);
    EXPECT_EQ(link.waitingBytes(0), 0);
    link.arrivalMs(0, 12'460);  // nine packets, 12820 bytes on the line
    EXPECT_EQ(link.waitingBytes(0), 12'820);
    EXPECT_EQ(link.waitingBytes(51.28), 6'410);
    EXPECT_EQ(link.waitingBytes(200), 0);
}

TEST(EmulatedLinkTest, ARateMayChangeWhileAMessageIsOnTheLine) {
    EmulatedLink link(profileOf("1mbit,0;10ms:2mbit,0;20ms:down;50ms:1mbit,0"), 0);
    // 5290 bytes on the line are 42320 bits: 10000 before 10 ms, 20000 before 20 ms, the rest from 50 ms on.
    EXPECT_NEAR(*link.arrivalMs(0, 5130), 62.32, 1e-9);
}

TEST(EmulatedLinkTest, ALinkThatGoesDownForGoodDeliversNothing) {
    EmulatedLink link(profileOf("1mbit,10ms;5ms:down"), 0);
    EXPECT_TRUE(link.arrivalMs(0, 100));
    EXPECT_FALSE(link.arrivalMs(4.9, 1000));
    EXPECT_FALSE(link.arrivalMs(10, 1));
}

TEST(EmulatedLinkTest, TheSameSeedMeansTheSameTimes) {
    const auto times = [](std::string_view text, std::uint64_t direction) {
        EmulatedLink link(profileOf(text), direction);
        std::vector<double> arrivals;
        for (int i = 0; i < 200; ++i) arrivals.push_back(*link.arrivalMs(i * 5.0, 2000));
        return arrivals;
    };
    const auto first = times("10mbit,50ms,jitter=10ms,loss=5%,burst=2,seed=3", 0);
    EXPECT_EQ(first, times("10mbit,50ms,jitter=10ms,loss=5%,burst=2,seed=3", 0));
    EXPECT_NE(first, times("10mbit,50ms,jitter=10ms,loss=5%,burst=2,seed=4", 0));
    EXPECT_NE(first, times("10mbit,50ms,jitter=10ms,loss=5%,burst=2,seed=3", 1)) << "the other direction";
    EXPECT_TRUE(std::ranges::is_sorted(first)) << "order is kept";
}

TEST(EmulatedLinkTest, LossShowsAsDelayAsOftenAsItShould) {
    EmulatedLink link(profileOf("1gbit,40ms,loss=5%,seed=11"), 0);
    int late = 0;
    for (int i = 0; i < 10'000; ++i) {
        const double sent = i * 1000.0;
        late += *link.arrivalMs(sent, 100) - sent > 50 ? 1 : 0;
    }
    EXPECT_NEAR(late, 500, 110) << "five standard deviations";
}

/// An upload over an emulated link, with a heartbeat behind every 64 KiB, whose acknowledgement needs half a round
/// trip.
class Upload {
public:
    explicit Upload(std::string_view profile) : m_profile(profileOf(profile)), m_up(m_profile, 0) {}

    /// Until `endMs`.
    void runUntil(double endMs) {
        constexpr std::int64_t kBlock = 64 * 1024;
        while (m_nowMs < endMs) {
            m_sent += kBlock;
            estimator.sent(at(m_nowMs), m_sent, true);
            const double arrival = *m_up.arrivalMs(m_nowMs, kBlock);
            const double back = arrival + m_profile.at(arrival).rttMs / 2;
            estimator.acknowledged(at(back), m_sent);
            estimator.roundTrip(m_profile.at(arrival).rttMs);
            m_nowMs = m_up.lineFreeMs();
        }
    }

    LinkEstimator estimator;

private:
    static LinkTime at(double ms) { return LinkTime(static_cast<std::int64_t>(ms * 1000)); }

    LinkProfile m_profile;
    EmulatedLink m_up;
    double m_nowMs = 0;
    std::uint64_t m_sent = 0;
};

TEST(LinkEstimatorTest, FindsTheRateOfAnUpload) {
    Upload upload("20mbit,40ms");
    upload.runUntil(500);
    EXPECT_NEAR(upload.estimator.estimate().bytesPerSecond, 2.5e6, 0.1e6);
    EXPECT_NEAR(upload.estimator.estimate().rttMs, 40, 0.1);
}

TEST(LinkEstimatorTest, AStepOfTheLinkIsBelievedWithinFewRoundTrips) {
    // At 5 Mbit/s a block takes 107 ms, about a round trip.
    Upload upload("20mbit,40ms;1s:5mbit,100ms;3s:50mbit,20ms");
    upload.runUntil(1000);
    upload.runUntil(1500);
    EXPECT_NEAR(upload.estimator.estimate().bytesPerSecond, 0.625e6, 0.05e6) << "five round trips after it fell";
    upload.runUntil(3150);
    EXPECT_NEAR(upload.estimator.estimate().bytesPerSecond, 6.25e6, 0.5e6) << "and after it rose";
    EXPECT_NEAR(upload.estimator.estimate().rttMs, 20, 0.1);
}

TEST(LinkEstimatorTest, ALinkAtRestKeepsItsEstimate) {
    Upload upload("20mbit,40ms");
    upload.runUntil(500);
    const double before = upload.estimator.estimate().bytesPerSecond;
    std::uint64_t sent = 1u << 30;
    for (int second = 1; second < 60; ++second) {
        sent += 200;
        upload.estimator.sent(LinkTime(second * 1'000'000), sent, false);
        upload.estimator.acknowledged(LinkTime(second * 1'000'000 + 40'000), sent);
    }
    EXPECT_NEAR(upload.estimator.estimate().bytesPerSecond, before, before / 100);
}

TEST(LinkEstimatorTest, ForgetsSlowRoundTripsAndFollowsLongerOnes) {
    LinkEstimator estimator;
    for (const double rtt : {20.0, 900.0, 25.0, 21.0}) estimator.roundTrip(rtt);
    EXPECT_EQ(estimator.estimate().rttMs, 20) << "one late packet is no longer link";
    EXPECT_GT(estimator.estimate().jitterMs, 50);
    for (int i = 0; i < 8; ++i) estimator.roundTrip(500);
    EXPECT_EQ(estimator.estimate().rttMs, 500);
}

TEST(LinkEstimatorTest, StrangeAcknowledgementsDoNoHarm) {
    LinkEstimator estimator;
    estimator.acknowledged(LinkTime(5), 1u << 31);
    estimator.sent(LinkTime(10), 100'000, true);
    estimator.acknowledged(LinkTime(10), UINT64_MAX);
    estimator.sent(LinkTime(20), 200'000, true);
    estimator.acknowledged(LinkTime(5), 200'000);
    estimator.acknowledged(LinkTime(30), 0);
    estimator.roundTrip(-5);
    EXPECT_TRUE(std::isfinite(estimator.estimate().bytesPerSecond));
    EXPECT_FALSE(estimator.knowsRoundTrip());
    estimator.reconnected();
    estimator.sent(LinkTime(40), 10'000, true);
    estimator.acknowledged(LinkTime(50), 10'000);
    EXPECT_GE(estimator.estimate().bytesPerSecond, 0);
}

}  // namespace
}  // namespace msao::protocol
