// SPDX-License-Identifier: Apache-2.0
// What the model says of answers, on its way to whom it concerns.
#include "cloud_server/server/log.h"
#include "cloud_server/session/answer_desk.h"
#include "cloud_server/session/client.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace msao::cloud {
namespace {

double msBetween(Clock::time_point from, Clock::time_point to) {
    return std::max(0.0, std::chrono::duration<double, std::milli>(to - from).count());
}

/// The model's times are of the same clock.
Clock::time_point timeOf(engine::TraceTime time) {
    return Clock::time_point(std::chrono::duration_cast<Clock::duration>(time));
}

/// As the clock of HeartbeatAck shows it.
std::uint64_t microsecondsOf(engine::TraceTime time) {
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(time).count());
}

}  // namespace

AnswerModel::Listener AnswerDesk::listener(bool isOfStandby) {
    return [this, isOfStandby](const std::shared_ptr<ModelReport>& report) {
        QMetaObject::invokeMethod(
            this, [this, report, isOfStandby] { take(*report, isOfStandby); }, Qt::QueuedConnection);
    };
}

void AnswerDesk::take(ModelReport& report, bool isOfStandby) {
    m_metrics.notePass(report.pass);
    m_metrics.note(report.askedAgain);
    // Servers say nothing of theirs.
    if (isOfStandby || !m_standby) m_metrics.kv = report.kv;
    (isOfStandby ? *m_standby : m_main).openAnswers = report.openAnswers;
    m_metrics.openAnswers = m_main.openAnswers + (m_standby ? m_standby->openAnswers : 0);
    for (engine::CloudReply& modelReply : report.replies) {
        // Of an answer that was cancelled or begun again nobody wants to know, nor again of one that has ended.
        Answer* answer = byTicket(static_cast<std::uint64_t>(modelReply.answer));
        if (answer != nullptr && answer->stage != Answer::Stage::Ended) reply(*answer, modelReply);
    }
    for (const engine::CloudAnswerId id : report.abandoned) {
        Answer* answer = byTicket(static_cast<std::uint64_t>(id));
        if (answer != nullptr) abandon(*answer);
    }
    if (report.hasLostAll) loseAll(isOfStandby);
    if (!report.health) return;
    m_metrics.cluster = *std::move(report.health);
    if (m_metrics.cluster.isGone()) abandonAll();
}

void AnswerDesk::loseAll(bool ofStandby) {
    ++m_metrics.modelRestarts;
    std::vector<Answer*> lost;
    for (const auto& entry : m_answers) {
        if (entry.second->pages > 0 && entry.second->isOnStandby == ofStandby) lost.push_back(entry.second.get());
    }
    for (Answer* answer : lost) {
        forgetInModel(*answer);
        if (answer->isSplit()) {
            fail(*answer, {protocol::RefusalCode::OutOfMemory, m_limits.retryWhenBusy});
            continue;
        }
        goOnElsewhere(*answer);
    }
}

/// Once the model has forgotten it.
void AnswerDesk::goOnElsewhere(Answer& answer) {
    answer.early = std::exchange(answer.unanswered, {});  // its edge waits for what they come to
    if (answer.client != nullptr && answer.stage != Answer::Stage::Ended) beginAgain(answer);
}

void AnswerDesk::abandon(Answer& answer) {
    if (!m_standby || m_standby->pagesFor(answer) > m_standby->budget.pages()) return fail(answer, cloudGone());
    forgetInModel(answer);
    answer.isOnStandby = true;
    ++m_metrics.takenOver;
    logEvent("taken-over",
             {{"prompt_tokens", answer.promptTokens}, {"tokens", static_cast<std::int64_t>(answer.committed.size())}});
    goOnElsewhere(answer);
}

/// Of those that wait for no step the servers would be asked in vain before long.
void AnswerDesk::abandonAll() {
    if (!m_standby) return;
    std::vector<Answer*> running;
    for (const auto& entry : m_answers) {
        const Answer& answer = *entry.second;
        const bool isUnderWay = answer.stage == Answer::Stage::Running && !answer.isParked();
        if (isUnderWay && !answer.isOnStandby) running.push_back(entry.second.get());
    }
    for (Answer* answer : running) abandon(*answer);
}

void AnswerDesk::reply(Answer& answer, engine::CloudReply& reply) {
    if (const auto* refused = std::get_if<engine::AnswerRefused>(&reply.message)) {
        const bool mayComeBack = refused->error.code == engine::ErrorCode::OutOfMemory;
        const auto retry = mayComeBack ? std::optional(m_limits.retryWhenBusy) : std::nullopt;
        return fail(answer, {refusalOf(refused->error.code), retry});
    }
    if (std::holds_alternative<engine::AnswerOpened>(reply.message)) {
        // A new answer is announced with its first token. One that goes on may wait for drafts.
        if (!answer.committed.empty()) announce(answer, reply);
        return;
    }
    announce(answer, reply);
    tell(answer, reply, std::get<engine::Verdict>(std::move(reply.message)));
}

void AnswerDesk::announce(Answer& answer, const engine::CloudReply& reply) {
    if (std::exchange(answer.isAnnounced, true) || answer.client == nullptr) return;
    protocol::Opened opened;
    opened.id = answer.wire;
    opened.promptTokens = answer.promptTokens;
    opened.promptHash = answer.promptHash;
    opened.reusedTokens = answer.reusedTokens;
    opened.queueMs = msBetween(answer.asked, answer.begun);
    opened.prefillMs = msBetween(answer.begun, timeOf(reply.ended));
    opened.cloudLoad = static_cast<double>(std::max<std::size_t>(1, runningAnswers()) - 1);
    if (!answer.isSplit()) opened.resumeToken = drawToken(answer);
    answer.client->send(opened);
}

/// Verdicts may repeat what stands; they never leave a gap.
void AnswerDesk::note(const Answer& answer, const engine::Verdict& verdict) {
    m_metrics.acceptedTokens += static_cast<std::uint64_t>(verdict.acceptedCount);
    m_metrics.rejectedTokens += static_cast<std::uint64_t>(verdict.rejectedCount);
    m_metrics.verifiedTokens += verdict.tokens.size();
    m_quotas.spend(answer.tenant, answer.allowance, static_cast<std::int64_t>(verdict.tokens.size()), Clock::now());
}

void AnswerDesk::tell(Answer& answer, const engine::CloudReply& reply, engine::Verdict verdict) {
    const auto known = static_cast<std::int64_t>(answer.committed.size()) - verdict.firstPosition;
    for (auto i = static_cast<std::size_t>(std::max<std::int64_t>(0, known)); i < verdict.tokens.size(); ++i)
        answer.committed.push_back(verdict.tokens[i]);
    std::erase_if(answer.unanswered, [&](const engine::DraftBatch& batch) {
        const auto end = batch.firstPosition + static_cast<std::int64_t>(batch.tokens.size());
        return batch.epoch < verdict.epoch || std::cmp_less_equal(end, answer.committed.size());
    });
    note(answer, verdict);
    if (answer.isSplit()) {
        answer.owesState = !verdict.endsAnswer;
        m_mediaBytes -= std::exchange(answer.mediaBytes, 0);  // the prompt's states have been read
    }
    protocol::VerdictMessage message{answer.wire, std::move(verdict)};
    if (answer.draftsWaiting) message.queueMs = msBetween(*answer.draftsWaiting, timeOf(reply.began));
    answer.draftsWaiting.reset();
    if (reply.began < reply.ended) {
        message.passBeganUs = microsecondsOf(reply.began);
        message.passEndedUs = microsecondsOf(reply.ended);
    }
    if (message.verdict.endsAnswer && answer.stage == Answer::Stage::Running) {
        end(answer);
        ++m_metrics.answersEnded;
        logEvent("answer", {{"prompt_tokens", answer.promptTokens},
                            {"tokens", static_cast<std::int64_t>(answer.committed.size())},
                            {"queue_ms", msBetween(answer.asked, answer.begun)},
                            {"ms", msBetween(answer.asked, timeOf(reply.ended))}});
    }
    if (answer.client == nullptr) return;
    message.maxDrafts = draftsWanted();
    message.acknowledgedBytes = answer.client->receivedBytes();
    answer.client->send(message);
}

void AnswerDesk::end(Answer& answer) {
    const bool mayGoOn = answer.keepsSession && answer.client != nullptr;
    if (mayGoOn) {
        rest(answer);
    } else {
        forgetInModel(answer);
        answer.question = {};
        m_mediaBytes -= std::exchange(answer.mediaBytes, 0);
    }
    answer.stage = Answer::Stage::Ended;
    answer.resting = Clock::now();
}

/// The more answers share a pass, the fewer drafts each may bring.
std::int32_t AnswerDesk::draftsWanted() const {
    const auto running = static_cast<std::int32_t>(std::max<std::size_t>(1, runningAnswers()));
    const std::int32_t rows = m_passLimits.maxRows / running;
    return rows > m_passLimits.maxDrafts ? 0 : std::max(1, rows - 1);
}

}  // namespace msao::cloud
