// SPDX-License-Identifier: Apache-2.0
#include "edge/runtime/conversation_book.h"

#include "protocol/messages/limits.h"

#include <algorithm>
#include <utility>

namespace msao::edge {
namespace {

constexpr std::size_t kMostKept = 32;
constexpr std::int64_t kMostBytes = std::int64_t{256} << 20;

bool isSame(const std::shared_ptr<const engine::RgbImage>& a, const std::shared_ptr<const engine::RgbImage>& b) {
    if (a == b || !a || !b) return a == b;
    return a->width == b->width && a->height == b->height && a->pixels == b->pixels;
}

}  // namespace

Continuation ConversationBook::continuationOf(const AskedQuestion& asked) const {
    const Question& question = asked.question;
    if (question.conversation == ConversationId::None) return {};
    const auto found = m_entries.find(question.conversation);
    if (found == m_entries.end()) return {{}, FreshStart::First};
    const auto& conversation = found->second.conversation;
    if (!conversation) return {{}, found->second.why};
    const bool showsAnother =
        question.clipSeconds > 0 || (question.looks && !isSame(conversation->picture, asked.seen.image));
    if (showsAnother) return {{}, FreshStart::PictureChanged};
    // What cannot be said again could not be rebuilt where a cloud has lost it.
    const std::size_t media = conversation->media() + question.visuals.size() + question.sounds.size();
    if (conversation->turns.size() >= protocol::kMaxEarlierTurns || media > protocol::kMaxModalities)
        return {{}, FreshStart::LimitReached};
    return {conversation, {}};
}

void ConversationBook::keep(Conversation conversation) {
    const ConversationId id = conversation.id;
    m_entries[id] = {std::make_shared<const Conversation>(std::move(conversation)), {}};
    std::erase(m_latest, id);
    m_latest.push_front(id);
    forgetSome();
}

void ConversationBook::forgetSome() {
    std::int64_t bytes = 0;
    std::size_t kept = 0;
    for (const ConversationId id : m_latest) {
        bytes += m_entries.at(id).conversation->bytes();
        if (kept > 0 && (kept >= kMostKept || bytes > kMostBytes)) break;
        ++kept;
    }
    for (; m_latest.size() > kept; m_latest.pop_back()) m_entries[m_latest.back()] = {{}, FreshStart::Forgotten};
}

void ConversationBook::forgetAll(FreshStart why) {
    for (const ConversationId id : std::exchange(m_latest, {})) m_entries[id] = {{}, why};
}

}  // namespace msao::edge
