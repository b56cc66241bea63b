// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/request_state.h"

#include <utility>

namespace msao::ui {

using namespace engine;

RequestState::RequestState(RequestId requestId, TraceTime asked, const RequestStarted& facts)
    : id(requestId), started(asked), request(facts), last(asked) {}

void RequestState::apply(TraceTime time, const TraceFact& fact) {
    last = time;
    std::visit([this, time](const auto& happened) { on(time, happened); }, fact);
}

std::optional<TraceTime> RequestState::firstTokenTime() const {
    if (answer.isEmpty()) return std::nullopt;
    return answer.front().time;
}

std::optional<double> RequestState::tokensPerSecond(TraceTime now) const {
    const double ms = elapsedMs(now);
    if (answer.isEmpty() || ms <= 0) return std::nullopt;
    return static_cast<double>(answer.size()) * 1000 / ms;
}

std::optional<double> RequestState::cloudMsPerToken() const {
    const std::int64_t tokens = counts.emitted - counts.unverified;
    if (tokens <= 0 || cloudMs <= 0) return std::nullopt;
    return cloudMs / static_cast<double>(tokens);
}

bool RequestState::isEdgeOnly() const {
    return (plan ? plan->plan.mode : request.mode) == Mode::EdgeOnly;
}

/// What an answer says of its conversation (edge/runtime).
void RequestState::on(TraceTime, const OptionChanged& fact) {
    const QString value = QString::fromStdString(fact.value);
    if (fact.name == "conversation") conversation = value.toULongLong();
    if (fact.name == "fresh_start") freshStart = value;
    if (fact.name == "reused_tokens") reusedTokens = value.toLongLong();
}

void RequestState::on(TraceTime time, const FrameProbed& fact) {
    frames.push_back({time, fact});
}

void RequestState::on(TraceTime, const ModalityScored& fact) {
    for (ModalityProbe& probe : modalities) {
        if (probe.modality != fact.probe.modality) continue;
        probe = fact.probe;
        return;
    }
    modalities.push_back(fact.probe);
}

void RequestState::on(TraceTime time, const PlanMade& fact) {
    plan = fact;
    thetas.push_back({time, fact.plan.theta, ThetaReason::Planned, static_cast<int>(drafts.size())});
}

void RequestState::on(TraceTime time, const TokenDrafted& fact) {
    draftingMs += fact.draftMs;
    // Drawn for a branch that a verdict had ended meanwhile: the controller ignores it, and so do the counts.
    const bool isNext =
        drafts.isEmpty() || m_firstWaiting == drafts.size() || drafts.back().position + 1 == fact.position;
    if (fact.epoch != m_epoch || !isNext) return;
    DraftRecord draft;
    draft.time = time;
    draft.epoch = fact.epoch;
    draft.position = fact.position;
    draft.token = fact.token;
    draft.normalisedEntropy = fact.normalisedEntropy;
    draft.theta = theta();
    draft.draftMs = fact.draftMs;
    draft.topK = fact.topK;
    drafts.push_back(std::move(draft));
    ++counts.proposed;
    ++counts.waiting;
}

void RequestState::on(TraceTime time, const BatchSent& fact) {
    bytesSent += fact.bytes;
    const int index = static_cast<int>(batches.size());
    const auto size = static_cast<int>(fact.batch.tokens.size());
    batches.push_back({time, fact.batch.firstPosition, size, fact.reason, fact.bytes, std::nullopt});
    for (qsizetype i = m_firstWaiting; i < drafts.size(); ++i) {
        const std::int64_t place = drafts[i].position - fact.batch.firstPosition;
        if (place >= 0 && place < size) drafts[i].batch = index;
    }
}

void RequestState::on(TraceTime time, const VerdictArrived& fact) {
    bytesReceived += fact.bytes;
    const Verdict& verdict = fact.verdict;
    const int index = static_cast<int>(verdicts.size());
    const auto tokens = static_cast<int>(verdict.tokens.size());
    cloudMs += verdict.cloudStepMs;
    verdicts.push_back({time, verdict.firstPosition, tokens, verdict.acceptedCount, verdict.rejectedCount,
                        verdict.cloudStepMs, verdict.cloudLoad, fact.bytes, fact.cloud});
    for (qsizetype i = batches.size(); i-- > 0 && !batches[i].verdict;) {
        if (batches[i].firstPosition < verdict.firstPosition + tokens) batches[i].verdict = index;
    }
}

void RequestState::on(TraceTime time, const RolledBack& fact) {
    m_epoch = fact.epoch;
    const auto discarded = static_cast<int>(drafts.size()) - m_firstWaiting;
    rollbacks.push_back({time, fact.position, m_firstWaiting, discarded});
    m_replaced.reset();
    if (discarded == 0) return;
    // Tokens that were shown unverified are withdrawn; what replaces the first comes as a revision.
    while (std::cmp_greater(answer.size(), fact.position + 1)) {
        countOrigin(answer.back().provenance, -1);
        --counts.emitted;
        answer.pop_back();
    }
    // What was sent of them will not be answered any more.
    for (qsizetype i = batches.size(); i-- > 0 && !batches[i].verdict;) {
        if (!verdicts.isEmpty()) batches[i].verdict = static_cast<int>(verdicts.size()) - 1;
    }
    m_replaced = m_firstWaiting;
    while (m_firstWaiting < drafts.size()) settle(m_firstWaiting, DraftFate::Rejected, time);
}

void RequestState::on(TraceTime time, const TokenEmitted& fact) {
    if (std::cmp_not_equal(fact.position, answer.size())) return;
    AnswerToken token{fact.token, QByteArray::fromStdString(fact.text), fact.provenance, time, {}, {}, false};
    token.draft = takeDraft(time, fact.position, fact.token, fact.provenance);
    if (!verdicts.isEmpty() && fact.provenance != Provenance::Unverified)
        token.verdict = static_cast<int>(verdicts.size()) - 1;
    // Without a cloud nothing will judge it: it is settled as what it is.
    if (token.draft && fact.provenance == Provenance::Unverified && isEdgeOnly())
        settle(*token.draft, DraftFate::Unverified, time);
    countOrigin(fact.provenance, 1);
    ++counts.emitted;
    answer.push_back(std::move(token));
}

void RequestState::on(TraceTime time, const TokenRevised& fact) {
    if (fact.position < 0 || std::cmp_greater_equal(fact.position, answer.size())) return;
    AnswerToken& token = answer[fact.position];
    countOrigin(token.provenance, -1);
    token.draft = takeDraft(time, fact.position, fact.token, fact.provenance);
    token.token = fact.token;
    token.text = QByteArray::fromStdString(fact.text);
    token.provenance = fact.provenance;
    token.time = time;
    token.isRevised = true;
    if (!verdicts.isEmpty()) token.verdict = static_cast<int>(verdicts.size()) - 1;
    countOrigin(fact.provenance, 1);
}

/// The draft behind a token of the answer, with its fate settled; nothing for the cloud's own.
std::optional<int> RequestState::takeDraft(TraceTime time, std::int64_t position, TokenId token,
                                           Provenance provenance) {
    const bool isFirst = m_firstWaiting < drafts.size() && drafts[m_firstWaiting].position == position;
    switch (provenance) {
        case Provenance::Accepted: {
            if (!isFirst || drafts[m_firstWaiting].token != token) return std::nullopt;
            const int index = m_firstWaiting;
            settle(index, DraftFate::Accepted, time);
            return index;
        }
        case Provenance::Corrected: {
            const std::optional<int> replaced = std::exchange(m_replaced, std::nullopt);
            if (!replaced || drafts[*replaced].position != position) return std::nullopt;
            drafts[*replaced].fate = DraftFate::Corrected;
            --counts.rejected;
            return replaced;
        }
        case Provenance::Cloud:
            return std::nullopt;
        case Provenance::Unverified:
            break;
    }
    // Shown before its verdict: the last draft drawn, or in edge-only mode the only one.
    for (qsizetype i = drafts.size(); i-- > m_firstWaiting;) {
        if (drafts[i].position == position) return static_cast<int>(i);
    }
    return std::nullopt;
}

/// Fates are settled in order, which is the order of positions.
void RequestState::settle(int draft, DraftFate fate, TraceTime time) {
    DraftRecord& record = drafts[draft];
    record.fate = fate;
    record.decided = time;
    if (fate != DraftFate::Unverified && !verdicts.isEmpty()) record.verdict = static_cast<int>(verdicts.size()) - 1;
    --counts.waiting;
    if (fate == DraftFate::Accepted) ++counts.accepted;
    if (fate == DraftFate::Rejected) ++counts.rejected;
    if (fate == DraftFate::Unverified) ++counts.unverified;
    m_firstWaiting = draft + 1;
}

void RequestState::countOrigin(Provenance provenance, std::int64_t by) {
    if (provenance == Provenance::Cloud) counts.cloud += by;
    if (provenance == Provenance::Corrected) counts.corrected += by;
}

void RequestState::on(TraceTime, const ErrorReported& fact) {
    fault = QString::fromStdString(fact.message);
}

void RequestState::on(TraceTime time, const ThetaMoved& fact) {
    thetas.push_back({time, fact.to, fact.reason, static_cast<int>(drafts.size())});
}

void RequestState::on(TraceTime time, const RequestEnded& fact) {
    ended = time;
    outcome = fact.outcome;
    // As EdgeController::end counts them: shown ones stay as they were shown, the others are thrown away.
    while (m_firstWaiting < drafts.size()) {
        const bool wasShown = std::cmp_less(drafts[m_firstWaiting].position, answer.size());
        settle(m_firstWaiting, wasShown ? DraftFate::Unverified : DraftFate::Rejected, time);
    }
    // What was shown behind an end that the cloud then found is withdrawn without a word.
    while (std::cmp_greater(answer.size(), fact.tokenCount)) {
        countOrigin(answer.back().provenance, -1);
        --counts.emitted;
        answer.pop_back();
    }
}

}  // namespace msao::ui
