// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/bench/load_answer.h"

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace msao::app {

using namespace engine;

namespace {

constexpr int kDrafts = 4;         // of a round
constexpr int kCorrectedEach = 7;  // rounds
constexpr int kUnsureEach = 5;     // rounds
constexpr double kTheta = 0.37;

constexpr std::array kWords = {" a",     " red",   " circle", " stands", " left",  " of",   " the",  " blue",
                               " cube,", " which", " turns",  " slowly", " above", " some", " grey", " table.\n"};

TokenId wordAt(std::int64_t position, int variant) {
    return TokenId{static_cast<std::int32_t>((position * 7 + variant) % std::int64_t{kWords.size()})};
}

std::vector<TokenProbability> likeliestAt(std::int64_t position) {
    std::vector<TokenProbability> candidates;
    for (int k = 0; k < kLikeliestTokens; ++k) candidates.push_back({wordAt(position, k), 0.6 / (k + 1)});
    return candidates;
}

}  // namespace

LoadAnswer::LoadAnswer(TraceSink& sink, RequestId request, TraceTime now)
    : m_sink(sink), m_request(request), m_last(now) {
    record(now, RequestStarted{Mode::Msao, "What is on the table, and what moves?", {}, 8192});
    record(now, ModalityScored{{Modality::Image, 0.62, 0.41, 0.2, 1, 0.3, 576, 240'000}});
    PlanMade made;
    made.plan.theta = kTheta;
    made.plan.draftLength = kDrafts;
    made.plan.modalities = {{Modality::Image, 0.41, 0.2}};
    made.plan.predictedMs = 900;
    made.costs = {{"edge", 240}, {"uplink", 80}, {"cloud", 580}};
    made.planningMs = 4;
    record(now, std::move(made));
}

void LoadAnswer::record(TraceTime time, TraceFact fact) {
    m_last = std::max(m_last, time);
    m_sink.record({m_last, m_request, std::move(fact)});
}

void LoadAnswer::playRound(TraceTime now) {
    if (!m_waiting.empty()) judge(now);
    draft(now);
    ++m_round;
}

void LoadAnswer::draft(TraceTime now) {
    const bool isUnsure = m_round % kUnsureEach == 0;
    DraftBatch batch;
    batch.epoch = m_epoch;
    batch.firstPosition = m_answered;
    for (int i = 0; i < kDrafts; ++i) {
        const std::int64_t position = m_answered + i;
        TokenDrafted drafted;
        drafted.epoch = m_epoch;
        drafted.position = position;
        drafted.token = wordAt(position, 0);
        drafted.normalisedEntropy = i + 1 == kDrafts && isUnsure ? 0.52F : 0.04F + 0.01F * float((position * 13) % 23);
        drafted.draftMs = 4.4;
        drafted.topK = likeliestAt(position);
        batch.tokens.push_back(drafted.token);
        batch.normalisedEntropy.push_back(drafted.normalisedEntropy);
        record(now, std::move(drafted));
    }
    m_waiting = batch.tokens;
    if (isUnsure) record(now, ThetaMoved{kTheta, kTheta * 0.97, ThetaReason::Offloaded});
    record(now, BatchSent{std::move(batch), isUnsure ? SendReason::NotConfident : SendReason::BatchFull, 70});
}

void LoadAnswer::judge(TraceTime now) {
    const bool isCorrected = m_round % kCorrectedEach == 0;
    const int accepted = isCorrected ? kDrafts / 2 : kDrafts;
    VerdictArrived arrived;
    arrived.verdict.epoch = m_epoch;
    arrived.verdict.firstPosition = m_answered;
    arrived.verdict.tokens.assign(m_waiting.begin(), m_waiting.begin() + accepted);
    arrived.verdict.acceptedCount = accepted;
    arrived.verdict.cloudStepMs = 9;
    arrived.bytes = 60;
    const TokenId correction = wordAt(m_answered + accepted, 3);
    if (isCorrected) {
        arrived.verdict.tokens.push_back(correction);
        arrived.verdict.rejectedCount = kDrafts - accepted;
    }
    const auto ms = [](double value) { return TraceTime(static_cast<std::int64_t>(value * 1e6)); };
    for (std::size_t i = 0; i < arrived.verdict.tokens.size(); ++i) {
        const auto candidates = likeliestAt(m_answered + static_cast<std::int64_t>(i));
        arrived.verdict.likeliest.insert(arrived.verdict.likeliest.end(), candidates.begin(), candidates.end());
    }
    arrived.cloud = CloudTimes{now - ms(19), now - ms(14), now - ms(13), now - ms(4)};
    record(now, std::move(arrived));
    for (int i = 0; i < accepted; ++i) emitToken(now, m_waiting[std::size_t(i)], Provenance::Accepted);
    if (!isCorrected) return;
    record(now, RolledBack{++m_epoch, m_answered, {m_waiting.begin() + accepted, m_waiting.end()}});
    emitToken(now, correction, Provenance::Corrected);
}

void LoadAnswer::emitToken(TraceTime now, TokenId token, Provenance provenance) {
    record(now, TokenEmitted{m_answered, token, provenance, kWords[static_cast<std::size_t>(toIndex(token))]});
    ++m_answered;
}

void LoadAnswer::end(TraceTime now) {
    record(now, RequestEnded{RequestOutcome::Length, m_answered});
}

}  // namespace msao::app
