// SPDX-License-Identifier: Apache-2.0
// Questions of a conversation: what they go on from, and what both sides keep for the next one.
#include "edge/runtime/edge_worker.h"

#include <utility>

namespace msao::edge {

using namespace engine;

Continuation EdgeWorker::continuationOf(const AskedQuestion& asked) const {
    Continuation from = m_conversations.continuationOf(asked);
    const auto server = m_link ? m_link->state().server : std::nullopt;
    // Of a split answer no cloud keeps anything.
    const bool forgets = asked.question.mode == Mode::PerLlm ||
                         (server && !protocol::hasFeature(server->features, protocol::Feature::Reuse));
    if (from.conversation && forgets && asked.question.mode != Mode::EdgeOnly) return {{}, FreshStart::CloudForgets};
    return from;
}

/// Who reads the trace finds the questions that belong together.
void EdgeWorker::noteConversation() {
    const AskedQuestion& asked = m_running->asked;
    if (asked.question.conversation == ConversationId::None) return;
    const auto id = static_cast<std::uint64_t>(asked.question.conversation);
    record(asked.request, OptionChanged{"conversation", std::to_string(id)});
    if (const auto why = m_running->ready->from.why)
        record(asked.request, OptionChanged{"fresh_start", std::string(freshStartKey(*why))});
}

void EdgeWorker::noteReuse(std::int64_t tokens) {
    m_running->reusedTokens = tokens;
    if (m_running->asked.question.conversation == ConversationId::None) return;
    record(m_running->asked.request, OptionChanged{"reused_tokens", std::to_string(tokens)});
}

/// An answer that was stopped stands as far as it was shown; one that failed was never given.
void EdgeWorker::keepTurn(const RunningAnswer& ended) {
    const ConversationId id = ended.asked.question.conversation;
    const auto& tokens = ended.answer->tokens();
    if (id == ConversationId::None || tokens.empty() || ended.answer->outcome() == RequestOutcome::Failed) return;
    const ReadyQuestion& ready = *ended.ready;
    Conversation talk = ready.from.conversation ? *ready.from.conversation : Conversation{};
    talk.id = id;
    talk.picture = ready.picture;
    ConversationTurn turn{ready.described, ready.media, {}};
    for (const AnswerToken& token : tokens) turn.answer.push_back(token.token);
    talk.add(std::move(turn), ready.place);
    m_conversations.keep(std::move(talk));
}

/// Of an answer that the cloud has just given to its end.
bool EdgeWorker::keepsSession() {
    const ConversationId id = m_running->asked.question.conversation;
    const LinkState& link = m_link->state();
    const bool canKeep = link.server && protocol::hasFeature(link.server->features, protocol::Feature::Reuse);
    const auto outcome = answer()->outcome();
    const bool isWhole = outcome == RequestOutcome::EndOfText || outcome == RequestOutcome::Length;
    const bool isVerified = std::cmp_equal(answer()->controller().verifiedCount(), answer()->tokens().size());
    if (id == ConversationId::None || isSplit() || !canKeep || !isWhole || !isVerified) return false;
    const auto& before = m_running->ready->from.conversation;
    m_kept = KeptSession{id, (before ? before->turns.size() : 0) + 1, m_running->wire};
    return true;
}

/// In the session that has the conversation, if there is one. One session at a time is kept.
void EdgeWorker::nameForConversation() {
    const auto& before = m_running->ready->from.conversation;
    const bool isAlone = m_running->asked.question.conversation == ConversationId::None;
    m_running->reusesSession =
        before && m_kept && m_kept->conversation == before->id && m_kept->turns == before->turns.size();
    if (m_running->reusesSession) {
        m_running->wire = m_kept->wire;
        m_running->wire.request = protocol::RequestId{static_cast<std::uint32_t>(m_kept->wire.request) + 1};
        m_kept.reset();
        return;
    }
    if (m_kept && !isAlone) m_link->send(protocol::Close{std::exchange(m_kept, std::nullopt)->wire.session});
    nameAnew();
}

/// The cloud has lost the conversation, or never had it.
void EdgeWorker::sayAgain(protocol::Open& message, std::deque<protocol::PayloadSplitter>& payloads) const {
    for (const ConversationTurn& turn : m_running->ready->from.conversation->turns) {
        const std::vector<TokenId>& prompt = turn.prompt->tokens;
        const bool isFirst = message.earlier.empty();
        message.earlier.push_back({std::vector<TokenId>(prompt.begin() + (isFirst ? 0 : 1), prompt.end()),
                                   static_cast<std::int32_t>(turn.media.size()), turn.answer});
        for (const OutgoingMedium& medium : turn.media) {
            const auto modality = static_cast<std::int32_t>(message.modalities.size());
            message.modalities.push_back(medium.descriptor);
            payloads.emplace_back(message.id, modality, medium.bytes);
        }
    }
}

}  // namespace msao::edge
