// SPDX-License-Identifier: Apache-2.0
// What was said in a conversation, as edge and cloud have read it: enough to go on, and to say it again.
#pragma once

#include "protocol/messages/ids.h"
#include "protocol/messages/open.h"

#include "msao/engine/image.h"
#include "msao/engine/prompt_description.h"

#include <QByteArray>
#include <QString>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace msao::edge {

/// Chosen by whoever asks, one a conversation. None: the question stands alone.
enum class ConversationId : std::uint64_t { None = 0 };

/// Why nothing that was said before is context of a question.
enum class FreshStart {
    First,           // nothing was said before
    PictureChanged,  // the question is about another picture than the conversation
    WindowEnded,     // the models cannot read that much
    LimitReached,    // more questions or pictures than a cloud could be told again
    ModelChanged,    // another draft model was loaded
    Forgotten,       // others were talked with since, and their pictures needed the memory
    CloudForgets,    // this cloud keeps nothing of a conversation
};

/// In the trace: "picture-changed".
std::string_view freshStartKey(FreshStart why);

/// One medium on its way to the cloud.
struct OutgoingMedium {
    protocol::ModalityDescriptor descriptor;
    QByteArray bytes;
};

/// One question and its answer. But for the first, its prompt begins with the last token of the answer before.
struct ConversationTurn {
    std::shared_ptr<const engine::PromptDescription> prompt;  // pixels as the cloud decodes them
    std::vector<OutgoingMedium> media;
    std::vector<engine::TokenId> answer;  // never empty
};

/// Where a prompt came to stand.
struct PromptPlace {
    std::int64_t tokens = 0;        // of this prompt, pads expanded
    std::int32_t nextPosition = 0;  // behind it
    std::uint64_t hash = 0;         // engine::promptHash
};

/// Values only: the edge's thread adds turns to a copy, and the draft model's reads the one before.
struct Conversation {
    ConversationId id = ConversationId::None;
    std::vector<ConversationTurn> turns;                // never empty
    std::int64_t tokens = 0;                            // of the sequence, before the last token of the last answer
    std::int32_t position = 0;                          // of that token
    protocol::Digest hash{};                            // protocol/identity/conversation_hash.h
    std::shared_ptr<const engine::RgbImage> picture{};  // what the source showed; null: it was not looked at

    void add(ConversationTurn turn, const PromptPlace& place);
    engine::TokenId lastToken() const { return turns.back().answer.back(); }
    /// What a cloud should have of it.
    protocol::ReusedPrefix prefix() const { return {tokens + 1, hash}; }
    std::size_t media() const;
    /// That its media take.
    std::int64_t bytes() const;
};

/// All that was said, and what is asked now behind it, as one prompt.
engine::PromptDescription saidAgain(const Conversation& conversation, const engine::PromptDescription& now);

}  // namespace msao::edge
