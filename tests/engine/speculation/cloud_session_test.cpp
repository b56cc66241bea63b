// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/cloud_session.h"
#include "tests/engine/speculation/token_ids.h"

#include <gtest/gtest.h>

namespace msao::engine {
namespace {

CloudSessionOptions optionsFor(Mode mode) {
    CloudSessionOptions options;
    options.mode = mode;
    options.promptEnd = TokenId{99};
    options.endTokens = {TokenId{0}};
    return options;
}

DraftBatch batchAt(Epoch epoch, std::int64_t position, Tokens tokens) {
    return {epoch, position, std::move(tokens), {}};
}

TEST(CloudSessionTest, NeverIdleDecodesOnWithoutDrafts) {
    CloudSession session(optionsFor(Mode::NeverIdle));
    EXPECT_EQ(session.nextStep(8), (CloudStep{0, ids({99})}));
    EXPECT_FALSE(session.nextStep(8)) << "a step is under way";
    const Verdict verdict = session.stepDone(ids({4}), 9.0, 3);
    EXPECT_EQ(verdict, (Verdict{0, 0, ids({4}), 0, 0, false, 9.0, 3}));
    EXPECT_EQ(session.nextStep(8), (CloudStep{1, ids({4})}));
}

TEST(CloudSessionTest, VerifyOnlyWaitsForDrafts) {
    CloudSession session(optionsFor(Mode::VerifyOnly));
    EXPECT_FALSE(session.wantsStep());
    session.draftsArrived(batchAt(0, 0, ids({1, 2})));
    EXPECT_EQ(session.nextStep(8), (CloudStep{0, ids({99, 1, 2})}));
    const Verdict verdict = session.stepDone(ids({1, 2, 3}));
    EXPECT_EQ(verdict.tokens, ids({1, 2, 3}));
    EXPECT_EQ(verdict.acceptedCount, 2);
    EXPECT_FALSE(session.wantsStep());
}

TEST(CloudSessionTest, AnOffloadWithoutDraftsIsAnsweredWithTheCloudsOwnToken) {
    CloudSession session(optionsFor(Mode::VerifyOnly));
    session.draftsArrived(batchAt(0, 0, {}));
    ASSERT_TRUE(session.nextStep(8));
    EXPECT_EQ(session.stepDone(ids({7})).tokens, ids({7}));
    EXPECT_FALSE(session.wantsStep());
}

TEST(CloudSessionTest, ARejectedDraftTakesThoseBehindItAlong) {
    CloudSession session(optionsFor(Mode::VerifyOnly));
    session.draftsArrived(batchAt(0, 0, ids({1, 2, 3})));
    ASSERT_TRUE(session.nextStep(8));
    session.draftsArrived(batchAt(0, 3, ids({4})));
    const Verdict verdict = session.stepDone(ids({1, 9, 5, 6}));
    EXPECT_EQ(verdict.tokens, ids({1, 9}));
    EXPECT_EQ(verdict.acceptedCount, 1);
    EXPECT_EQ(verdict.rejectedCount, 3);
    session.draftsArrived(batchAt(0, 4, ids({5})));
    EXPECT_FALSE(session.wantsStep()) << "the epoch has lost";
    session.draftsArrived(batchAt(1, 2, ids({5})));
    EXPECT_EQ(session.nextStep(8), (CloudStep{2, ids({9, 5})}));
}

TEST(CloudSessionTest, LateDraftsThatAgreeLetTheLaterOnesCount) {
    CloudSession session(optionsFor(Mode::NeverIdle));
    session.nextStep(8);
    session.stepDone(ids({1}));
    session.draftsArrived(batchAt(0, 0, ids({1, 2, 3})));
    EXPECT_EQ(session.nextStep(8), (CloudStep{1, ids({1, 2, 3})}));
}

TEST(CloudSessionTest, LateDraftsThatDisagreeAreDropped) {
    CloudSession session(optionsFor(Mode::NeverIdle));
    session.nextStep(8);
    session.stepDone(ids({1}));
    session.draftsArrived(batchAt(0, 0, ids({5, 6})));
    EXPECT_EQ(session.nextStep(8), (CloudStep{1, ids({1})}));
}

TEST(CloudSessionTest, AGapAndAnOlderEpochAreIgnored) {
    CloudSession session(optionsFor(Mode::VerifyOnly));
    session.draftsArrived(batchAt(2, 1, ids({5})));
    session.draftsArrived(batchAt(1, 0, ids({5})));
    EXPECT_TRUE(session.pendingDrafts().empty());
}

TEST(CloudSessionTest, StatesAgainWhatAResumingEdgeMissed) {
    CloudSession session(optionsFor(Mode::NeverIdle));
    for (const int token : {1, 2, 3}) {
        session.nextStep(8);
        session.stepDone(ids({token}));
    }
    DraftBatch batch = batchAt(4, 1, ids({2, 7}));
    batch.resumes = true;
    const auto statement = session.draftsArrived(batch);
    ASSERT_TRUE(statement);
    EXPECT_EQ(statement->tokens, ids({2, 3}));
    EXPECT_EQ(statement->acceptedCount, 1);
    EXPECT_EQ(statement->rejectedCount, 1);
}

TEST(CloudSessionTest, EndsAtEndOfTextAndDropsWhatStandsBehind) {
    CloudSession session(optionsFor(Mode::VerifyOnly));
    session.draftsArrived(batchAt(0, 0, ids({1, 0, 5})));
    session.nextStep(8);
    const Verdict verdict = session.stepDone(ids({1, 0, 5, 6}));
    EXPECT_EQ(verdict.tokens, ids({1, 0}));
    EXPECT_EQ(verdict.rejectedCount, 1);
    EXPECT_TRUE(verdict.endsAnswer);
    EXPECT_FALSE(session.wantsStep());
}

TEST(CloudSessionTest, NeverExceedsTheLengthOfTheAnswer) {
    CloudSessionOptions options = optionsFor(Mode::VerifyOnly);
    options.maxNewTokens = 2;
    CloudSession session(options);
    session.draftsArrived(batchAt(0, 0, ids({1, 2, 3, 4})));
    EXPECT_EQ(session.nextStep(8), (CloudStep{0, ids({99, 1})}));
    EXPECT_TRUE(session.stepDone(ids({1, 2})).endsAnswer);
}

TEST(CloudSessionTest, TheCloudBudgetBoundsStepsWithoutAcceptedDrafts) {
    CloudSessionOptions options = optionsFor(Mode::NeverIdle);
    options.maxOwnSteps = 1;
    CloudSession session(options);
    session.nextStep(8);
    session.stepDone(ids({1}));
    EXPECT_FALSE(session.wantsStep());
    session.draftsArrived(batchAt(0, 1, ids({2})));
    session.nextStep(8);
    session.stepDone(ids({2, 3}));
    EXPECT_TRUE(session.wantsStep());
}

TEST(CloudSessionTest, HybridFillsUpTheEdgesDraftsWithItsOwn) {
    CloudSessionOptions options = optionsFor(Mode::Hybrid);
    options.selfDraftLength = 3;
    CloudSession session(options);
    session.draftsArrived(batchAt(0, 0, ids({1})));
    ASSERT_EQ(session.selfDraftsWanted(), 2);
    session.selfDrafted(1, ids({2, 3}));
    EXPECT_EQ(session.nextStep(8), (CloudStep{0, ids({99, 1, 2, 3})}));
    const Verdict verdict = session.stepDone(ids({1, 2, 3, 4}));
    EXPECT_EQ(verdict.tokens, ids({1, 2, 3, 4}));
    EXPECT_EQ(verdict.acceptedCount, 1) << "only one was drafted at the edge";
}

TEST(CloudSessionTest, AFailedPassIsAskedForAgain) {
    CloudSession session(optionsFor(Mode::NeverIdle));
    const auto step = session.nextStep(8);
    session.stepAbandoned();
    EXPECT_EQ(session.nextStep(8), step);
}

TEST(CloudSessionTest, ComputesNothingForAnEdgeThatIsGone) {
    CloudSession session(optionsFor(Mode::NeverIdle));
    session.connectionChanged(false);
    EXPECT_FALSE(session.nextStep(8));
    session.connectionChanged(true);
    EXPECT_TRUE(session.nextStep(8));
}

}  // namespace
}  // namespace msao::engine
