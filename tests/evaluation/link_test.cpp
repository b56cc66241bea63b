// SPDX-License-Identifier: Apache-2.0
#include "evaluation/simulator/link_channel.h"
#include "evaluation/simulator/named_link.h"
#include "tests/evaluation/scenarios.h"

#include <gtest/gtest.h>

#include <algorithm>

#include <filesystem>
#include <fstream>

namespace msao::simulator {
namespace {

using engine::Mode;

TEST(LinkChannelTest, TakesTheTimeOnTheWireAndHalfARoundTrip) {
    LinkChannel channel;
    RandomStream random(1);
    const LinkProfile profile(LinkState{.rttMs = 20, .bitsPerSecond = 8e6});
    EXPECT_DOUBLE_EQ(channel.deliver(0, 1000, profile, random), 1 + 10);
    EXPECT_DOUBLE_EQ(channel.deliver(0, 1000, profile, random), 2 + 10) << "the wire was taken";
}

TEST(LinkChannelTest, DeliversInOrderWhateverIsLost) {
    LinkChannel channel;
    RandomStream random(7);
    const LinkProfile profile(LinkState{.rttMs = 20, .bitsPerSecond = 1e9, .jitterMs = 5, .loss = 0.3});
    double before = 0;
    double latest = 0;
    for (int i = 0; i < 1000; ++i) {
        const double arrivalMs = channel.deliver(i, 100, profile, random);
        EXPECT_GE(arrivalMs, before);
        latest = std::max(latest, arrivalMs - i);
        before = arrivalMs;
    }
    EXPECT_GT(latest, 30) << "nothing was lost";
}

TEST(LinkTraceTest, ReadsStatesInOrderOfTime) {
    const auto profile =
        parseLinkTrace("time_ms,bandwidth_mbit,rtt_ms,loss\n0,400,20,0\n5000,20,200,0.01\n", "trace.csv");
    ASSERT_TRUE(profile);
    EXPECT_EQ(profile->at(4999), (LinkState{20, 400e6, 0, 0}));
    EXPECT_EQ(profile->at(5000), (LinkState{200, 20e6, 0, 0.01}));
    EXPECT_EQ(profile->at(1e9), (LinkState{200, 20e6, 0, 0.01}));
}

TEST(LinkTraceTest, RefusesWhatItCannotMean) {
    const auto messageOf = [](std::string_view text) {
        const auto profile = parseLinkTrace(text, "trace.csv");
        return profile ? std::string("accepted") : profile.error().message;
    };
    EXPECT_NE(messageOf("").find("expected a column time_ms"), std::string::npos);
    EXPECT_NE(messageOf("time_ms,rtt_ms\n").find("bandwidth_mbit"), std::string::npos);
    EXPECT_NE(messageOf("time_ms,rtt_ms,bandwidth_mbit\n").find("at least one line"), std::string::npos);
    EXPECT_NE(messageOf("time_ms,rtt_ms,bandwidth_mbit\n0,x,1\n").find("trace.csv:2: rtt_ms"), std::string::npos);
    EXPECT_NE(messageOf("time_ms,rtt_ms,bandwidth_mbit\n0,1,nan\n").find("bandwidth_mbit"), std::string::npos);
    EXPECT_NE(messageOf("time_ms,rtt_ms,bandwidth_mbit\n0,1\n").find("found ``"), std::string::npos);
    EXPECT_NE(messageOf("time_ms,rtt_ms,bandwidth_mbit\n5,1,1\n5,1,1\n").find("trace.csv:3"), std::string::npos);
}

/// One token of an answer whose question takes 40 ms on the wire.
Scenario pictureAsked(Mode mode) {
    Scenario scenario = paperPair(mode, 0.8);
    scenario.uploadBytes = 1.5e6;
    scenario.answerTokens = 50;
    return scenario;
}

TEST(UploadTest, TheCloudComputesNothingBeforeItHasTheMedia) {
    const double arrivedMs = 8e3 * 1.5e6 / 300e6 + 10;
    const double passMs = findDeviceProfile("a100-40")->targetPassMs(1, 1);
    for (const Mode mode : {Mode::CloudOnly, Mode::Sync, Mode::VerifyOnly, Mode::NeverIdle, Mode::Adaptive}) {
        const RunReport report = run(pictureAsked(mode));
        // Draft tokens overtake the media and take a microsecond each; several of them share the first pass.
        EXPECT_NEAR(report.medianFirstTokenMs, arrivedMs + passMs + 10, 5e-2) << engine::modeName(mode);
        EXPECT_GE(report.bytesUp, 1.5e6);
    }
    const RunReport edgeOnly = run(pictureAsked(Mode::EdgeOnly));
    EXPECT_NEAR(edgeOnly.medianFirstTokenMs, 3.3, 0.01);
    EXPECT_EQ(edgeOnly.bytesUp, 0);
}

TEST(UploadTest, IsTimeInWhichTheEdgeDraftsAhead) {
    const auto uploadMs = [](Mode mode) {
        Scenario inPlace = pictureAsked(mode);
        inPlace.uploadBytes = 0;
        return 1000 * (run(pictureAsked(mode)).seconds - run(inPlace).seconds);
    };
    EXPECT_NEAR(uploadMs(Mode::CloudOnly), 50, 0.1);  // and half a round trip
    EXPECT_LT(uploadMs(Mode::NeverIdle), 45) << "drafts that waited in the cloud save passes";
}

TEST(UploadTest, WithoutMediaARunBeginsWithThePromptInPlace) {
    Scenario scenario = pictureAsked(Mode::CloudOnly);
    scenario.uploadBytes = 0;
    EXPECT_NEAR(run(scenario).medianFirstTokenMs, findDeviceProfile("a100-40")->targetPassMs(1, 1) + 10, 1e-2);
}

TEST(DeviceProfileTest, BuiltInStepsAreTheirRooflines) {
    EXPECT_NEAR(findDeviceProfile("rtx3090")->draftStepMs, 3.30, 0.005);
    EXPECT_NEAR(findDeviceProfile("a100-40")->targetStepMs, 9.09, 0.005);
    EXPECT_NEAR(findDeviceProfile("a100-40")->draftStepMs, 1.99, 0.01);
    EXPECT_NEAR(findDeviceProfile("h200")->targetStepMs, 2.95, 0.005);
}

TEST(DeviceProfileTest, BuiltInPromptsAreTheirArithmetic) {
    // 2 x 1.31 and 2 x 6.525 GFLOP a token, at 60 % of 71 and 312 TFLOP/s; towers at 391 tokens.
    EXPECT_NEAR(391 * findDeviceProfile("rtx3090")->draftPromptTokenMs, 24.0, 0.1);
    EXPECT_NEAR(391 * findDeviceProfile("rtx3090")->draftTowerTokenMs, 56.6, 0.1);
    EXPECT_NEAR(391 * findDeviceProfile("a100-40")->targetPromptTokenMs, 27.3, 0.1);
    EXPECT_NEAR(391 * findDeviceProfile("a100-40")->targetTowerTokenMs, 11.2, 0.1);
}

TEST(DeviceProfileTest, ReadsAFileOfOnesOwn) {
    const auto path = std::filesystem::path(::testing::TempDir()) / "device_profile_test.json";
    std::ofstream(path) << R"({"name": "phone", "draft_step_ms": 12.5, "target_step_ms": 100, "busy_watts": 6})";
    const auto profile = findDeviceProfile(path.string());
    ASSERT_TRUE(profile);
    EXPECT_EQ(profile->name, "phone");
    EXPECT_EQ(profile->draftStepMs, 12.5);
    EXPECT_EQ(profile->busyWatts, 6);
    std::ofstream(path) << R"({"name": "phone", "draft_step_ms": -1, "target_step_ms": 100})";
    const auto broken = findDeviceProfile(path.string());
    ASSERT_FALSE(broken);
    EXPECT_NE(broken.error().message.find("draft_step_ms"), std::string::npos);
    std::filesystem::remove(path);
}

TEST(DeviceProfileTest, NamesTheOnesItKnows) {
    const auto profile = findDeviceProfile("rtx9999");
    ASSERT_FALSE(profile);
    EXPECT_NE(profile.error().message.find("a100-40"), std::string::npos);
}

TEST(NamedLinkTest, LeavesWhatItDoesNotNameAsItWasTold) {
    const LinkState told{40, 100e6, 0, 0};
    EXPECT_EQ(namedLink(NamedLink::Steady, told, 1).changes(), LinkProfile(told).changes());
    EXPECT_EQ(namedLink(NamedLink::Jitter, told, 1).at(0), (LinkState{40, 100e6, 10, 0}));
    EXPECT_EQ(namedLink(NamedLink::Loss, told, 1).at(0), (LinkState{40, 100e6, 0, 0.01}));
    const LinkState rough{40, 100e6, 3, 0.2};
    EXPECT_EQ(namedLink(NamedLink::Jitter, rough, 1).at(0), rough);
    EXPECT_EQ(namedLink(NamedLink::Loss, rough, 1).at(0), rough);
}

TEST(NamedLinkTest, StepsAreOneOfTheBandwidthAndThenOneOfTheRoundTrip) {
    const LinkState told{20, 400e6, 0, 0};
    const LinkProfile steps = namedLink(NamedLink::Steps, told, 1);
    EXPECT_EQ(steps.at(9'999), told);
    EXPECT_EQ(steps.at(10'000), (LinkState{20, 20e6, 0, 0}));
    EXPECT_EQ(steps.at(20'000), told);
    EXPECT_EQ(steps.at(30'000), (LinkState{200, 400e6, 0, 0}));
    EXPECT_EQ(steps.at(1e9), told);
}

TEST(NamedLinkTest, ADriveThrough5GStaysWithinItsCellsAndIsTheSameForTheSameSeed) {
    const LinkProfile drive = namedLink(NamedLink::Drive5G, {}, 7);
    EXPECT_EQ(drive.changes(), namedLink(NamedLink::Drive5G, {}, 7).changes());
    EXPECT_NE(drive.changes(), namedLink(NamedLink::Drive5G, {}, 8).changes());
    double least = 1e12, most = 0;
    for (const LinkChange& change : drive.changes()) {
        least = std::min(least, change.state.bitsPerSecond);
        most = std::max(most, change.state.bitsPerSecond);
        EXPECT_GE(change.state.rttMs, 20);
        EXPECT_LE(change.state.rttMs, 80);
        EXPECT_LE(change.state.loss, 0.03);
    }
    EXPECT_LT(least, 40e6);  // it meets the edge of a cell, and a good place
    EXPECT_GT(most, 280e6);
}

}  // namespace
}  // namespace msao::simulator
