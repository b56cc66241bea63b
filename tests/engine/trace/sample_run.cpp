// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/trace/sample_run.h"

#include <string>

namespace msao::tests {

using namespace engine;

namespace {

using std::chrono::milliseconds;

constexpr int kDrafts = 5;
constexpr int kAccepted = 2;

class SampleRun {
public:
    std::vector<TraceEvent> run(std::int64_t rounds) {
        add(RequestStarted{.mode = Mode::Msao, .question = "What is on the table?", .maxNewTokens = 64});
        PlanMade planned{.costs = {{"prefill", 12.5}}, .planningMs = 1, .answerTokens = 27.5, .qualityLoss = 0.0125};
        planned.plan.modalities = {{Modality::Text, 1, 0}};
        add(planned);
        add(LinkEstimated{{25e6, 20, 1.5}, true});
        for (std::int64_t round = 0; round < rounds; ++round) addRound(round);
        add(RequestEnded{RequestOutcome::EndOfText, m_position});
        return m_events;
    }

private:
    void add(TraceFact fact) { m_events.push_back({m_now, RequestId{1}, std::move(fact)}); }

    void addRound(std::int64_t round) {
        DraftBatch batch;
        batch.epoch = static_cast<Epoch>(round);
        batch.firstPosition = m_position;
        for (int i = 0; i < kDrafts; ++i) {
            m_now += milliseconds(10);
            const float entropy = static_cast<float>(i + 1) / 10;
            batch.tokens.push_back(TokenId{i});
            batch.normalisedEntropy.push_back(entropy);
            add(TokenDrafted{batch.epoch, m_position + i, TokenId{i}, entropy, 10, {{TokenId{i}, 0.75, " word"}}});
        }
        add(BatchSent{batch, SendReason::BatchFull, 64});
        const TraceTime sent = m_now;
        m_now += milliseconds(2);
        add(ThetaMoved{0.5, 0.475, ThetaReason::Offloaded});
        m_now += milliseconds(38);
        addVerdict(batch, {sent, sent + milliseconds(12), sent + milliseconds(13), sent + milliseconds(25)});
    }

    void addVerdict(const DraftBatch& batch, const CloudTimes& times) {
        Verdict verdict;
        verdict.epoch = batch.epoch;
        verdict.firstPosition = batch.firstPosition;
        verdict.cloudStepMs = 12;
        verdict.tokens = {TokenId{0}, TokenId{1}, TokenId{99}};
        verdict.acceptedCount = kAccepted;
        verdict.rejectedCount = kDrafts - kAccepted;
        add(VerdictArrived{verdict, 48, times});
        add(RolledBack{batch.epoch + 1, batch.firstPosition + kAccepted, {TokenId{2}, TokenId{3}, TokenId{4}}});
        for (const TokenId token : verdict.tokens) {
            const bool isDraft = toIndex(token) < kAccepted;
            add(TokenEmitted{m_position++, token, isDraft ? Provenance::Accepted : Provenance::Corrected, " word"});
        }
    }

    TraceTime m_now{0};
    std::int64_t m_position = 0;
    std::vector<TraceEvent> m_events;
};

}  // namespace

std::vector<TraceEvent> sampleRun(std::int64_t rounds) {
    return SampleRun().run(rounds);
}

}  // namespace msao::tests
