// SPDX-License-Identifier: Apache-2.0
// Questions that go on from the answer before: what is kept of it, and how it is found again.
#include "cloud_server/session/answer_desk.h"
#include "cloud_server/session/client.h"

#include "protocol/identity/conversation_hash.h"

#include <algorithm>
#include <utility>

namespace msao::cloud {

using protocol::RefusalCode;

namespace {

protocol::Digest hashOf(const Answer& ended) {
    return protocol::conversationHash(ended.conversation, ended.promptHash, ended.committed);
}

bool isNamedBy(const Answer& ended, const protocol::ReusedPrefix& prefix) {
    const auto tokens = ended.promptTokens + static_cast<std::int64_t>(ended.committed.size());
    // Of one that ended while its edge was gone, nothing is kept but its tokens.
    return ended.question.prompt && prefix.tokens == tokens && prefix.hash == hashOf(ended);
}

}  // namespace

ConversationEnd endOf(const Answer& ended) {
    const auto read = static_cast<std::int64_t>(ended.committed.size()) - 1;
    return {ended.committed.back(), ended.nextPosition + static_cast<std::int32_t>(read), ended.promptTokens + read,
            hashOf(ended)};
}

KnownQuestion behind(const Answer& ended, SharedPrompt prompt) {
    KnownQuestion question{ended.question.earlier, std::move(prompt)};
    question.earlier.push_back({ended.question.prompt, ended.committed});
    return question;
}

/// It has ended. Its pages stay until somebody needs them, its words until the conversation is over.
void AnswerDesk::rest(Answer& answer) {
    const auto tokens = answer.promptTokens + static_cast<std::int64_t>(answer.committed.size());
    KvBudget& budget = backendOf(answer).budget;
    const std::int64_t needed = std::min(answer.pages, budget.pagesFor(tokens));
    budget.release(std::exchange(answer.pages, needed) - needed);
}

void AnswerDesk::dropKept(Conversation& conversation) {
    if (Answer* kept = byNumber(conversation.kept)) drop(*kept);
    conversation.kept = 0;
}

/// Another question in a conversation that is known.
std::optional<Refusal> AnswerDesk::takeUp(Conversation& conversation, const protocol::Open& message) {
    Answer* const last = byNumber(conversation.answer);
    const bool isBusy = last != nullptr && last->stage != Answer::Stage::Ended;
    if (isBusy || message.id.request <= conversation.lastRequest) return Refusal{RefusalCode::UnexpectedMessage};
    if (last != nullptr) {
        dropKept(conversation);
        conversation.kept = std::exchange(conversation.answer, 0);
        // Who asks again has the answer.
        if (last->resumeKey) m_resumeKeys.erase(*std::exchange(last->resumeKey, std::nullopt));
    }
    if (!message.reuses) {
        dropKept(conversation);
    } else if (const Answer* kept = byNumber(conversation.kept);
               kept == nullptr || !isNamedBy(*kept, *message.reuses)) {
        return Refusal{RefusalCode::PrefixLost};
    }
    conversation.lastRequest = message.id.request;
    return std::nullopt;
}

Answer* AnswerDesk::formerOf(const Answer& answer) {
    const auto conversation = m_conversations.find({answer.client, answer.wire.session});
    return conversation == m_conversations.end() ? nullptr : byNumber(conversation->second.kept);
}

/// From here on the answer knows all that was said, and is begun again without the one before.
void AnswerDesk::goOnFrom(Answer& answer, Answer& former) {
    if (former.pages > 0) {
        answer.reusedTokens = endOf(former).tokens;
        m_metrics.reusedTokens += static_cast<std::uint64_t>(answer.reusedTokens);
    }
    answer.question.earlier = std::move(former.question.earlier);
    answer.question.earlier.push_back({std::move(former.question.prompt), std::move(former.committed)});
    answer.mediaBytes += std::exchange(former.mediaBytes, 0);
    answer.continues = false;
    drop(former);
}

}  // namespace msao::cloud
