// SPDX-License-Identifier: Apache-2.0
// How answers leave: cancelled, failed, or parked for an edge that is gone; and how they come back.
#include "cloud_server/session/answer_desk.h"
#include "cloud_server/session/client.h"

#include "protocol/identity/login.h"
#include "protocol/identity/sha256.h"
#include "protocol/identity/token_hash.h"

#include <algorithm>
#include <span>
#include <utility>

namespace msao::cloud {
namespace {

using protocol::RefusalCode;

/// A token is looked up by its hash: how long that takes says nothing about the token.
protocol::Digest keyOf(const protocol::ResumeToken& token) {
    return protocol::sha256({reinterpret_cast<const char*>(token.data()), static_cast<qsizetype>(token.size())});
}

}  // namespace

void AnswerDesk::fail(Answer& answer, const Refusal& refusal) {
    if (answer.client != nullptr) refuse(*answer.client, refusal, answer.wire);
    drop(answer);
}

/// Pages are promised to others from here on: orders are carried out in their order.
void AnswerDesk::forgetInModel(Answer& answer) {
    if (answer.pages == 0) return;
    AnswerBackend& backend = backendOf(answer);
    backend.model->order(EndAnswer{engine::CloudAnswerId{answer.ticket}});
    m_tickets.erase(answer.ticket);
    backend.budget.release(std::exchange(answer.pages, 0));
    if (answer.stage == Answer::Stage::Running) answer.stage = Answer::Stage::Forgotten;
}

void AnswerDesk::drop(Answer& answer) {
    answer.stop.request_stop();
    if (answer.stage == Answer::Stage::Preparing) {
        m_preparer.forget(answer.ticket);
        m_tickets.erase(answer.ticket);
    }
    forgetInModel(answer);
    m_mediaBytes -= answer.mediaBytes;
    if (answer.resumeKey) m_resumeKeys.erase(*answer.resumeKey);
    if (answer.client == nullptr) {
        m_quotas.giveSession(answer.tenant);
    } else if (const auto found = m_conversations.find({answer.client, answer.wire.session});
               found != m_conversations.end()) {
        for (std::uint64_t* number : {&found->second.answer, &found->second.kept}) {
            if (*number == answer.number) *number = 0;
        }
    }
    m_answers.erase(answer.number);
}

void AnswerDesk::endConversation(Conversations::iterator conversation) {
    dropKept(conversation->second);
    if (Answer* answer = byNumber(conversation->second.answer)) drop(*answer);
    m_quotas.giveSession(conversation->first.first->tenant());
    m_conversations.erase(conversation);
}

void AnswerDesk::clientGone(Client& client) {
    auto conversation = m_conversations.lower_bound({&client, protocol::SessionId{}});
    while (conversation != m_conversations.end() && conversation->first.first == &client) {
        const auto next = std::next(conversation);
        Answer* answer = byNumber(conversation->second.answer);
        if (answer != nullptr && answer->isAnnounced && !answer->isSplit()) {
            dropKept(conversation->second);
            park(*answer);
        } else {
            endConversation(conversation);
        }
        conversation = next;
    }
    evictParked();
}

/// The conversation's session goes on counting for its tenant.
void AnswerDesk::park(Answer& answer) {
    detach(answer);
    answer.resting = Clock::now();
    if (answer.stage == Answer::Stage::Running)
        backendOf(answer).model->order(PauseAnswer{engine::CloudAnswerId{answer.ticket}, true});
}

void AnswerDesk::detach(Answer& answer) {
    m_conversations.erase({answer.client, answer.wire.session});
    answer.client = nullptr;
    answer.draftsWaiting.reset();
    answer.early.clear();
    answer.unanswered.clear();
}

std::size_t AnswerDesk::parkedCount() const {
    const auto isParked = [](const auto& entry) { return entry.second->isParked(); };
    return static_cast<std::size_t>(std::count_if(m_answers.begin(), m_answers.end(), isParked));
}

void AnswerDesk::evictPages(bool ofStandby) {
    const auto hasSome = [=](const Answer& answer) {
        return answer.isParked() && answer.pages > 0 && answer.isOnStandby == ofStandby;
    };
    std::int64_t parked = 0;
    for (const auto& entry : m_answers) {
        if (hasSome(*entry.second)) parked += entry.second->pages;
    }
    const AnswerBackend& backend = ofStandby ? *m_standby : m_main;
    const auto mayKeep = static_cast<double>(backend.budget.pages()) * m_limits.parkedKvShare;
    while (parked > static_cast<std::int64_t>(mayKeep)) {
        Answer& evicted = *oldest(hasSome);
        parked -= evicted.pages;
        forgetInModel(evicted);
    }
}

void AnswerDesk::evictParked() {
    evictPages(false);
    if (m_standby) evictPages(true);
    const auto isParked = [](const Answer& answer) { return answer.isParked(); };
    while (std::cmp_greater(parkedCount(), m_limits.parkedAnswers)) drop(*oldest(isParked));
}

void AnswerDesk::tick(Clock::time_point now) {
    m_metrics.parkedAnswers = parkedCount();
    m_metrics.promisedPages = (m_standby ? *m_standby : m_main).budget.promised();
    m_metrics.sessions = m_conversations.size();
    const auto isOver = [&](const Answer& answer) {
        return now - answer.resting >= (answer.isParked() ? m_limits.resume : m_limits.conversation);
    };
    while (Answer* over = oldest(isOver)) drop(*over);
}

// Coming back

protocol::ResumeToken AnswerDesk::drawToken(Answer& answer) {
    if (answer.resumeKey) m_resumeKeys.erase(*answer.resumeKey);
    const protocol::ResumeToken token = protocol::drawSecret();
    answer.resumeKey = keyOf(token);
    m_resumeKeys[*answer.resumeKey] = answer.number;
    return token;
}

std::optional<Refusal> AnswerDesk::checkResume(Client& client, const Answer& answer,
                                               const protocol::Resume& message) const {
    if (answer.tenant != client.tenant()) return Refusal{RefusalCode::ResumeRefused};
    if (std::cmp_greater(message.committedTokens, answer.committed.size())) return Refusal{RefusalCode::ResumeRefused};
    const auto theirs = std::span(answer.committed).first(static_cast<std::size_t>(message.committedTokens));
    if (message.committedHash != protocol::hashOfTokens(theirs)) return Refusal{RefusalCode::ResumeRefused};
    if (m_conversations.contains({&client, message.id.session})) return Refusal{RefusalCode::UnexpectedMessage};
    return std::nullopt;
}

void AnswerDesk::take(Client& client, protocol::Resume& message) {
    const auto found = m_resumeKeys.find(keyOf(message.token));
    Answer* answer = found == m_resumeKeys.end() ? nullptr : byNumber(found->second);
    if (answer == nullptr) return refuse(client, {RefusalCode::ResumeRefused}, message.id);
    if (const auto refusal = checkResume(client, *answer, message)) return refuse(client, *refusal, message.id);
    // The old connection may not have noticed yet that it is dead.
    if (answer->client != nullptr) park(*answer);
    attach(client, *answer, message.id);
    ++m_metrics.resumes;
    const bool isForgotten = answer->stage == Answer::Stage::Forgotten;
    const bool isRebuilt = isForgotten || answer->stage == Answer::Stage::Preparing;
    const auto committed = static_cast<std::int64_t>(answer->committed.size());
    client.send(protocol::Resumed{answer->wire, drawToken(*answer), committed, isRebuilt});
    stateAgain(*answer, message.committedTokens);
    if (isForgotten) return beginAgain(*answer);
    if (answer->stage == Answer::Stage::Running)
        backendOf(*answer).model->order(PauseAnswer{engine::CloudAnswerId{answer->ticket}, false});
}

void AnswerDesk::attach(Client& client, Answer& answer, protocol::AnswerId id) {
    answer.client = &client;
    answer.wire = id;
    m_conversations[{&client, id.session}] = {id.request, answer.number};
}

/// The prompt and every committed token are read again, as they were read the first time: to the same bits.
void AnswerDesk::beginAgain(Answer& answer) {
    ++m_metrics.rebuilds;
    answer.reusedTokens = 0;
    prepare(answer, answer.question);
}

void AnswerDesk::stateAgain(Answer& answer, std::int64_t position) {
    const auto known = static_cast<std::int64_t>(answer.committed.size());
    if (position > known || (position == known && answer.stage != Answer::Stage::Ended)) return;
    protocol::VerdictMessage message{answer.wire, {}};
    message.verdict.firstPosition = position;
    message.verdict.tokens.assign(answer.committed.begin() + static_cast<std::ptrdiff_t>(position),
                                  answer.committed.end());
    message.verdict.endsAnswer = answer.stage == Answer::Stage::Ended;
    message.acknowledgedBytes = answer.client->receivedBytes();
    answer.client->send(message);
}

}  // namespace msao::cloud
