// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/request_state.h"

#include <utility>

namespace msao::ui {

using namespace engine;

RequestState::RequestState(RequestId requestId, TraceTime asked, const RequestStarted& facts)
    : id(requestId), started(asked), request(facts), last(asked) {
    m_fates.apply(facts);
}

void RequestState::apply(TraceTime time, const TraceFact& fact) {
    last = time;
    const Step step = m_fates.apply(fact);
    counts = m_fates.counts();
    if (step.isOfAnswer) m_decoding.apply(time, fact);
    for (const engine::DraftFates::Settled& settled : step.settled) settle(settled, time);
    std::visit([&](const auto& happened) { on(time, happened, step); }, fact);
}

std::optional<TraceTime> RequestState::firstTokenTime() const {
    if (answer.isEmpty()) return std::nullopt;
    return answer.front().time;
}

std::optional<double> RequestState::cloudMsPerToken() const {
    const std::int64_t tokens = counts.emitted - counts.unverified;
    if (tokens <= 0 || cloudMs <= 0) return std::nullopt;
    return cloudMs / static_cast<double>(tokens);
}

/// What an answer says of its conversation (edge/runtime).
void RequestState::on(TraceTime, const OptionChanged& fact, const Step&) {
    const QString value = QString::fromStdString(fact.value);
    if (fact.name == "conversation") conversation = value.toULongLong();
    if (fact.name == "fresh_start") freshStart = value;
    if (fact.name == "reused_tokens") reusedTokens = value.toLongLong();
}

void RequestState::on(TraceTime time, const FrameProbed& fact, const Step&) {
    frames.push_back({time, fact});
}

void RequestState::on(TraceTime, const ModalityScored& fact, const Step&) {
    for (ModalityProbe& probe : modalities) {
        if (probe.modality != fact.probe.modality) continue;
        probe = fact.probe;
        return;
    }
    modalities.push_back(fact.probe);
}

void RequestState::on(TraceTime time, const PlanMade& fact, const Step&) {
    plan = fact;
    thetas.push_back({time, fact.plan.theta, ThetaReason::Planned, static_cast<int>(drafts.size())});
}

void RequestState::on(TraceTime time, const TokenDrafted& fact, const Step& step) {
    draftingMs += fact.draftMs;
    if (!step.isOfAnswer) return;
    DraftRecord draft;
    draft.time = time;
    draft.epoch = fact.epoch;
    draft.position = fact.position;
    draft.token = fact.token;
    draft.normalisedEntropy = fact.normalisedEntropy;
    draft.theta = theta();
    draft.draftMs = fact.draftMs;
    draft.topK = {fact.topK.begin(), fact.topK.end()};
    drafts.push_back(std::move(draft));
}

void RequestState::on(TraceTime time, const BatchSent& fact, const Step&) {
    bytesSent += fact.bytes;
    const int index = static_cast<int>(batches.size());
    const auto size = static_cast<int>(fact.batch.tokens.size());
    batches.push_back({time, fact.batch.firstPosition, size, fact.reason, fact.bytes, std::nullopt});
    for (qsizetype i = firstWaitingDraft(); i < drafts.size(); ++i) {
        const std::int64_t place = drafts[i].position - fact.batch.firstPosition;
        if (place >= 0 && place < size) drafts[i].batch = index;
    }
}

void RequestState::on(TraceTime time, const VerdictArrived& fact, const Step&) {
    bytesReceived += fact.bytes;
    const Verdict& verdict = fact.verdict;
    const int index = static_cast<int>(verdicts.size());
    const auto tokens = static_cast<int>(verdict.tokens.size());
    cloudMs += verdict.cloudStepMs;
    verdicts.push_back({time,
                        verdict.firstPosition,
                        tokens,
                        verdict.acceptedCount,
                        verdict.rejectedCount,
                        verdict.cloudStepMs,
                        verdict.cloudLoad,
                        fact.bytes,
                        fact.cloud,
                        {verdict.likeliest.begin(), verdict.likeliest.end()}});
    for (qsizetype i = batches.size(); i-- > 0 && !batches[i].verdict;) {
        if (batches[i].firstPosition < verdict.firstPosition + tokens) batches[i].verdict = index;
    }
}

void RequestState::on(TraceTime time, const RolledBack& fact, const Step& step) {
    const auto discarded = static_cast<int>(step.settled.size());
    const int first = discarded > 0 ? step.settled.front().draft : firstWaitingDraft();
    rollbacks.push_back({time, fact.position, first, discarded});
    if (discarded == 0) return;
    answer.remove(answer.size() - step.withdrawn, step.withdrawn);
    // What was sent of them will not be answered any more.
    for (qsizetype i = batches.size(); i-- > 0 && !batches[i].verdict;) {
        if (!verdicts.isEmpty()) batches[i].verdict = static_cast<int>(verdicts.size()) - 1;
    }
}

void RequestState::on(TraceTime time, const TokenEmitted& fact, const Step& step) {
    if (!step.isOfAnswer) return;
    AnswerToken token{fact.token, QByteArray::fromStdString(fact.text), fact.provenance, time, {}, {}, false};
    token.draft = step.draft;
    if (!verdicts.isEmpty() && fact.provenance != Provenance::Unverified)
        token.verdict = static_cast<int>(verdicts.size()) - 1;
    answer.push_back(std::move(token));
}

void RequestState::on(TraceTime time, const TokenRevised& fact, const Step& step) {
    if (!step.isOfAnswer) return;
    AnswerToken& token = answer[fact.position];
    token.draft = step.draft;
    token.token = fact.token;
    token.text = QByteArray::fromStdString(fact.text);
    token.provenance = fact.provenance;
    token.time = time;
    token.isRevised = true;
    if (!verdicts.isEmpty()) token.verdict = static_cast<int>(verdicts.size()) - 1;
}

void RequestState::settle(const DraftFates::Settled& settled, TraceTime time) {
    DraftRecord& record = drafts[settled.draft];
    record.fate = settled.fate;
    if (settled.fate == DraftFate::Corrected) return;  // decided when it was thrown away
    record.decided = time;
    if (settled.fate != DraftFate::Unverified && !verdicts.isEmpty())
        record.verdict = static_cast<int>(verdicts.size()) - 1;
}

void RequestState::on(TraceTime, const ErrorReported& fact, const Step&) {
    fault = QString::fromStdString(fact.message);
}

void RequestState::on(TraceTime time, const ThetaMoved& fact, const Step&) {
    thetas.push_back({time, fact.to, fact.reason, static_cast<int>(drafts.size())});
}

void RequestState::on(TraceTime time, const RequestEnded& fact, const Step& step) {
    ended = time;
    outcome = fact.outcome;
    answer.remove(answer.size() - step.withdrawn, step.withdrawn);
}

}  // namespace msao::ui
