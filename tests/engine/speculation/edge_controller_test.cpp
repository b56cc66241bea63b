// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/edge_controller.h"
#include "tests/engine/speculation/token_ids.h"

#include <gtest/gtest.h>

namespace msao::engine {
namespace {

template <typename Command>
std::vector<Command> only(const std::vector<EdgeCommand>& commands) {
    std::vector<Command> found;
    for (const EdgeCommand& command : commands) {
        if (const auto* match = std::get_if<Command>(&command)) found.push_back(*match);
    }
    return found;
}

EdgeControllerOptions optionsFor(Mode mode, DraftPolicy policy) {
    EdgeControllerOptions options;
    options.mode = mode;
    options.policy = policy;
    options.draftLength = 3;
    options.endTokens = {TokenId{0}};
    options.gate.theta = 0.5;
    return options;
}

/// A controller and the position of the draft it wants.
class EdgeControllerTest : public ::testing::Test {
protected:
    void start(const EdgeControllerOptions& options) {
        m_controller.emplace(options);
        send(AnswerStarted{});
    }
    const std::vector<EdgeCommand>& send(const EdgeEvent& event) {
        m_last = m_controller->handle(m_nowMs, event);
        for (const DraftNext& next : only<DraftNext>(m_last)) m_wanted = next;
        return m_last;
    }
    const std::vector<EdgeCommand>& draft(int token, float entropy = 0.1F) {
        return send(DraftedToken{m_wanted.epoch, m_wanted.position, TokenId{token}, entropy, 3.3});
    }

    std::optional<EdgeController> m_controller;
    std::vector<EdgeCommand> m_last;
    DraftNext m_wanted;
    double m_nowMs = 0;
};

TEST_F(EdgeControllerTest, PaperSendsOnceTheCacheHoldsN) {
    start(optionsFor(Mode::VerifyOnly, DraftPolicy::Paper));
    EXPECT_TRUE(only<SendBatch>(draft(1)).empty());
    EXPECT_TRUE(only<SendBatch>(draft(2)).empty());
    const auto sent = only<SendBatch>(draft(3));
    ASSERT_EQ(sent.size(), 1U);
    EXPECT_EQ(sent[0].batch.tokens, ids({1, 2, 3}));
    EXPECT_EQ(sent[0].reason, SendReason::BatchFull);
    EXPECT_EQ(m_wanted.position, 3) << "drafting goes on while the batch is in flight";
}

TEST_F(EdgeControllerTest, PaperOffloadsAtOnceWhereItIsNotConfident) {
    start(optionsFor(Mode::VerifyOnly, DraftPolicy::Paper));
    draft(1);
    const auto sent = only<SendBatch>(draft(2, 0.9F));
    ASSERT_EQ(sent.size(), 1U);
    EXPECT_EQ(sent[0].batch.tokens, ids({1, 2})) << "the unverified draft travels along";
    EXPECT_EQ(sent[0].reason, SendReason::NotConfident);
    EXPECT_DOUBLE_EQ(m_controller->theta(), 0.5 * 0.95);
    EXPECT_EQ(only<ThetaMoved>(m_last), (std::vector<ThetaMoved>{{0.5, 0.5 * 0.95, ThetaReason::Offloaded}}));
}

TEST_F(EdgeControllerTest, PaperMovesThetaWithAcceptedTokensWhenItSends) {
    start(optionsFor(Mode::VerifyOnly, DraftPolicy::Paper));
    for (const int token : {1, 2, 3}) draft(token, 0.25F);
    EXPECT_DOUBLE_EQ(m_controller->theta(), 0.5);
    send(Verdict{0, 0, ids({1, 2, 3})});
    for (const int token : {4, 5, 6}) draft(token, 0.25F);
    EXPECT_DOUBLE_EQ(m_controller->theta(), 0.95 * 0.5 + 0.05 * 0.25);
}

TEST_F(EdgeControllerTest, EndOfTextFlushes) {
    start(optionsFor(Mode::VerifyOnly, DraftPolicy::Paper));
    const auto sent = only<SendBatch>(draft(0));
    ASSERT_EQ(sent.size(), 1U);
    EXPECT_EQ(sent[0].reason, SendReason::EndOfText);
    EXPECT_TRUE(only<DraftNext>(m_last).empty());
}

TEST_F(EdgeControllerTest, SyncWaitsForTheVerdict) {
    start(optionsFor(Mode::Sync, DraftPolicy::Fixed));
    draft(1);
    draft(2);
    EXPECT_EQ(only<SendBatch>(draft(3)).size(), 1U);
    EXPECT_TRUE(only<DraftNext>(m_last).empty());
    send(Verdict{0, 0, ids({1, 2, 3, 4})});
    EXPECT_EQ(m_wanted.position, 4);
}

TEST_F(EdgeControllerTest, EmitsAcceptedCorrectedAndCloudTokens) {
    start(optionsFor(Mode::NeverIdle, DraftPolicy::Adaptive));
    for (const int token : {1, 2, 3}) draft(token);
    send(Verdict{0, 0, ids({1, 7, 8})});
    const auto rolledBack = only<RollBack>(m_last);
    ASSERT_EQ(rolledBack.size(), 1U);
    EXPECT_EQ(rolledBack[0].position, 1);
    EXPECT_EQ(rolledBack[0].discarded, ids({2, 3}));
    EXPECT_EQ(rolledBack[0].corrections, ids({7, 8}));
    const auto emitted = only<EmitToken>(m_last);
    ASSERT_EQ(emitted.size(), 3U);
    EXPECT_EQ(emitted[0].provenance, Provenance::Accepted);
    EXPECT_EQ(emitted[1].provenance, Provenance::Corrected);
    EXPECT_EQ(emitted[2].provenance, Provenance::Cloud);
    EXPECT_EQ(m_wanted.position, 3);
    EXPECT_EQ(m_wanted.epoch, 1U);
}

TEST_F(EdgeControllerTest, ADraftOfAnOlderEpochIsIgnored) {
    start(optionsFor(Mode::NeverIdle, DraftPolicy::Adaptive));
    const DraftNext before = m_wanted;
    send(Verdict{0, 0, ids({7})});
    EXPECT_TRUE(send(DraftedToken{before.epoch, before.position, TokenId{1}, 0.1F, 3.3}).empty());
}

TEST_F(EdgeControllerTest, RepeatedAndLateVerdictsChangeNothing) {
    start(optionsFor(Mode::CloudOnly, DraftPolicy::Adaptive));
    send(Verdict{0, 0, ids({1, 2})});
    EXPECT_TRUE(send(Verdict{0, 0, ids({1, 2})}).empty());
    EXPECT_TRUE(send(Verdict{0, 0, ids({1})}).empty());
}

TEST_F(EdgeControllerTest, AsksForAVerdictThatIsMissing) {
    start(optionsFor(Mode::CloudOnly, DraftPolicy::Adaptive));
    const auto sent = only<SendBatch>(send(Verdict{0, 2, ids({3})}));
    ASSERT_EQ(sent.size(), 1U);
    EXPECT_TRUE(sent[0].batch.resumes);
    EXPECT_EQ(sent[0].batch.firstPosition, 0);
    EXPECT_TRUE(send(Verdict{0, 3, ids({4})}).empty()) << "asked twice";
}

TEST_F(EdgeControllerTest, ADraftWaitsForCompanyOnlyWhereThePassWouldBeginTooEarly) {
    const auto sizesWith = [&](Mode mode, double load) {
        EdgeControllerOptions options = optionsFor(mode, DraftPolicy::Adaptive);
        options.verifyMs = 9;
        start(options);
        send(CloudLoad{load});
        std::vector<std::size_t> sizes;
        for (int i = 1; i <= 5; ++i) {
            m_nowMs += 3.3;
            draft(i, 0.01F);
            const auto sent = only<SendBatch>(m_last);
            sizes.push_back(sent.empty() ? 0 : sent[0].batch.tokens.size());
        }
        return sizes;
    };
    // The first pass ends .9 ms before the fourth draft is ready.
    EXPECT_EQ(sizesWith(Mode::VerifyOnly, 0), (std::vector<std::size_t>{1, 0, 0, 3, 0}));
    EXPECT_EQ(sizesWith(Mode::VerifyOnly, 3), (std::vector<std::size_t>(5, 1))) << "others fill the passes";
    EXPECT_EQ(sizesWith(Mode::NeverIdle, 0), (std::vector<std::size_t>(5, 1))) << "it computes anyway";
}

TEST_F(EdgeControllerTest, AsksAgainWhenNothingComes) {
    start(optionsFor(Mode::VerifyOnly, DraftPolicy::Adaptive));
    draft(1);
    m_nowMs = 999;
    EXPECT_TRUE(only<SendBatch>(send(Ticked{})).empty());
    m_nowMs = 1000;
    const auto sent = only<SendBatch>(send(Ticked{}));
    ASSERT_EQ(sent.size(), 1U);
    EXPECT_TRUE(sent[0].batch.resumes);
    EXPECT_EQ(sent[0].batch.tokens, ids({1}));
}

TEST_F(EdgeControllerTest, GoesOnUnverifiedWhileTheCloudIsGoneAndCorrectsLater) {
    start(optionsFor(Mode::NeverIdle, DraftPolicy::Adaptive));
    draft(1);
    EXPECT_EQ(only<EmitToken>(send(LinkLost{})).at(0).provenance, Provenance::Unverified);
    EXPECT_EQ(only<EmitToken>(draft(2)).at(0).provenance, Provenance::Unverified);
    draft(3);
    const auto sent = only<SendBatch>(send(LinkRestored{}));
    ASSERT_EQ(sent.size(), 1U);
    EXPECT_EQ(sent[0].batch.tokens, ids({1, 2, 3}));
    send(Verdict{0, 0, ids({1, 9, 4})});
    const auto revised = only<ReviseToken>(m_last);
    ASSERT_EQ(revised.size(), 2U);
    EXPECT_EQ(revised[0].provenance, Provenance::Accepted);
    EXPECT_EQ(revised[1].provenance, Provenance::Corrected);
    EXPECT_EQ(only<EmitToken>(m_last).at(0).position, 2);
}

TEST_F(EdgeControllerTest, EdgeOnlyEmitsItsDraftsAndSendsNothing) {
    start(optionsFor(Mode::EdgeOnly, DraftPolicy::Adaptive));
    EXPECT_EQ(only<EmitToken>(draft(5)).at(0).provenance, Provenance::Unverified);
    draft(0);
    EXPECT_EQ(only<EndAnswer>(m_last).at(0).outcome, RequestOutcome::EndOfText);
    EXPECT_TRUE(only<SendBatch>(m_last).empty());
}

TEST_F(EdgeControllerTest, DraftsOnlyAsFarAsItMay) {
    EdgeControllerOptions options = optionsFor(Mode::VerifyOnly, DraftPolicy::Fixed);
    options.maxUnverified = 4;
    start(options);
    for (const int token : {1, 2, 3}) draft(token);
    draft(4);
    EXPECT_TRUE(only<DraftNext>(m_last).empty());
    EXPECT_EQ(only<SendBatch>(m_last).at(0).batch.tokens, ids({4})) << "nothing else will come to fill the batch";
}

TEST_F(EdgeControllerTest, AdaptiveStopsDraftingWhereAcceptanceGetsUnlikely) {
    start(optionsFor(Mode::NeverIdle, DraftPolicy::Adaptive));
    int drafted = 0;
    for (; drafted < 60 && (drafted == 0 || !only<DraftNext>(m_last).empty()); ++drafted) draft(1, 0.3F);
    EXPECT_LT(drafted, 10);
    start(optionsFor(Mode::NeverIdle, DraftPolicy::Adaptive));
    int confident = 0;
    for (; confident < 60 && (confident == 0 || !only<DraftNext>(m_last).empty()); ++confident) draft(1, 0.0005F);
    EXPECT_GT(confident, 3 * drafted);
}

TEST_F(EdgeControllerTest, AdaptiveRoundsGrowWithTheRoundTrip) {
    const auto roundLength = [this](double rttMs) {
        EdgeControllerOptions options = optionsFor(Mode::Sync, DraftPolicy::Adaptive);
        options.link.rttMs = rttMs;
        options.verifyMs = 9.09;
        start(options);
        int length = 0;
        do {
            draft(1, 0.01F);
            ++length;
        } while (length < 60 && only<SendBatch>(m_last).empty());
        return length;
    };
    EXPECT_LT(roundLength(1), roundLength(100));
}

TEST_F(EdgeControllerTest, NothingFollowsTheEnd) {
    start(optionsFor(Mode::NeverIdle, DraftPolicy::Adaptive));
    send(AnswerCancelled{});
    EXPECT_EQ(only<EndAnswer>(m_last).at(0).outcome, RequestOutcome::Cancelled);
    EXPECT_TRUE(send(Verdict{0, 0, ids({1})}).empty());
    EXPECT_TRUE(send(LinkLost{}).empty());
}

}  // namespace
}  // namespace msao::engine
