// SPDX-License-Identifier: Apache-2.0
#include "ui/tokens/token_candidates.h"
#include "ui/run/token_texts.h"

#include <QTest>

namespace msao::ui {

using namespace engine;

namespace {

constexpr TokenId kRed{1};
constexpr TokenId kBlue{2};
constexpr TokenId kCube{3};
constexpr TokenId kBall{4};

RequestState begun() {
    return RequestState(RequestId{1}, TraceTime{0}, RequestStarted{.mode = Mode::NeverIdle, .maxNewTokens = 8});
}

TokenDrafted drafted(std::int64_t position, TokenId token, std::vector<TokenProbability> topK) {
    return {.position = position, .token = token, .topK = std::move(topK)};
}

/// "red cube" where the target holds "red ball": the first is accepted, the second corrected.
RequestState judged() {
    RequestState state = begun();
    state.apply(TraceTime{1}, drafted(0, kRed, {{kRed, 0.75, " red"}, {kBlue, 0.25, " blue"}}));
    state.apply(TraceTime{2}, drafted(1, kCube, {{kCube, 0.5, " cube"}, {kBall, 0.25, " ball"}}));
    Verdict verdict{.tokens = {kRed, kBall}, .acceptedCount = 1, .rejectedCount = 1};
    verdict.likeliest = {{kRed, 0.875, " red"}, {kCube, 0.125, " cube"}, {kBall, 1, " ball"}, {kRed, 0, " red"}};
    state.apply(TraceTime{3}, VerdictArrived{verdict, 60, {}});
    state.apply(TraceTime{4}, TokenEmitted{0, kRed, Provenance::Accepted, " red"});
    state.apply(TraceTime{5}, RolledBack{1, 1, {kCube}});
    state.apply(TraceTime{6}, TokenEmitted{1, kBall, Provenance::Corrected, " ball"});
    return state;
}

}  // namespace

class TokenCandidatesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDraftThatWaitsHasOnlyItsOwn() {
        RequestState state = begun();
        state.apply(TraceTime{1}, drafted(0, kRed, {{kRed, 0.75}, {kBlue, 0.25}}));
        const TokenCandidates candidates = TokenCandidates::of(state, state.drafts[0]);
        QVERIFY(candidates.hasDraft && !candidates.hasTarget);
        QCOMPARE(candidates.tokens, (QList<TokenCandidate>{{kRed, 0.75, {}}, {kBlue, 0.25, {}}}));
    }

    void aJudgedDraftStandsBesideWhatTheTargetHeldAtItsPlace() {
        const RequestState state = judged();
        const TokenCandidates accepted = TokenCandidates::of(state, state.drafts[0]);
        QVERIFY(accepted.hasDraft && accepted.hasTarget);
        QCOMPARE(accepted.tokens, (QList<TokenCandidate>{{kRed, 0.75, 0.875}, {kBlue, 0.25, {}}, {kCube, {}, 0.125}}));
        const TokenCandidates corrected = TokenCandidates::of(state, state.drafts[1]);
        QCOMPARE(corrected.tokens, (QList<TokenCandidate>{{kBall, 0.25, 1}, {kCube, 0.5, {}}}));
    }

    void whatFellBehindACorrectionWasJudgedByNobody() {
        RequestState state = begun();
        state.apply(TraceTime{1}, drafted(0, kRed, {{kRed, 0.75}}));
        state.apply(TraceTime{2}, drafted(1, kCube, {{kCube, 0.5}}));
        Verdict verdict{.tokens = {kBlue}, .rejectedCount = 2};
        verdict.likeliest = {{kBlue, 0.5}};
        state.apply(TraceTime{3}, VerdictArrived{verdict, 60, {}});
        state.apply(TraceTime{4}, RolledBack{1, 0, {kRed, kCube}});
        state.apply(TraceTime{5}, TokenEmitted{0, kBlue, Provenance::Corrected, " blue"});
        QVERIFY(TokenCandidates::of(state, state.drafts[0]).hasTarget);
        QVERIFY(!TokenCandidates::of(state, state.drafts[1]).hasTarget);
    }

    void aTokenOfTheCloudsOwnHasOnlyTheTargets() {
        RequestState state = begun();
        Verdict verdict{.tokens = {kBlue}};
        verdict.likeliest = {{kBlue, 0.5}, {kRed, 0.25}};
        state.apply(TraceTime{1}, VerdictArrived{verdict, 60, {}});
        state.apply(TraceTime{2}, TokenEmitted{0, kBlue, Provenance::Cloud, " blue"});
        const TokenCandidates candidates = TokenCandidates::of(state, state.answer[0], 0);
        QVERIFY(!candidates.hasDraft && candidates.hasTarget);
        QCOMPARE(candidates.tokens, (QList<TokenCandidate>{{kBlue, {}, 0.5}, {kRed, {}, 0.25}}));
    }

    /// A recording has no tokenizer: the words of what was not said come with it.
    void textsOfCandidatesAreLearnedFromTheTrace() {
        TokenTexts texts;
        texts.learn(drafted(0, kRed, {{kRed, 0.75, " red"}, {kBlue, 0.25, " blue"}}));
        Verdict verdict{.tokens = {kBall}};
        verdict.likeliest = {{kCube, 0.5, " cube"}};
        texts.learn(VerdictArrived{verdict, 60, {}});
        QCOMPARE(texts.label(kBlue), QStringLiteral("blue"));
        QCOMPARE(texts.label(kCube), QStringLiteral("cube"));
        QCOMPARE(texts.label(kBall), QStringLiteral("#4"));
    }
};

}  // namespace msao::ui

QTEST_MAIN(msao::ui::TokenCandidatesTest)
#include "token_candidates_test.moc"
