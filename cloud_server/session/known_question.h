// SPDX-License-Identifier: Apache-2.0
// A question as the server has understood it: enough to begin its answer, and to begin it again.
#pragma once

#include "protocol/messages/ids.h"
#include "protocol/messages/open.h"

#include "msao/engine/cloud_answers.h"
#include "msao/engine/feature_rows.h"
#include "msao/engine/prompt_description.h"

#include <QByteArray>

#include <cstdint>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace msao::cloud {

using SharedPrompt = std::shared_ptr<const engine::PromptDescription>;  // kept while the model reads it

/// A question of a conversation and its answer.
struct KnownTurn {
    SharedPrompt prompt;  // but in the first turn, its first token is the last of the answer before
    std::vector<engine::TokenId> answer;
};

struct KnownQuestion {
    std::vector<KnownTurn> earlier;
    SharedPrompt prompt;
};

/// The end of an answer that a prompt continues without reading it again.
struct ConversationEnd {
    engine::TokenId lastToken{};  // drawn, and not read yet
    std::int32_t position = 0;    // of that token
    std::int64_t tokens = 0;      // before it
    protocol::Digest hash{};      // protocol/identity/conversation_hash.h
};

/// What an edge's layers made of a prompt, a state a token.
struct LowerStates {
    std::int32_t layers = 0;
    engine::FeatureRows states;
};

/// What was asked, as it came.
struct ReceivedQuestion {
    std::vector<protocol::EarlierTurn> earlier;
    std::variant<protocol::PromptText, protocol::PromptTokens> prompt;
    std::vector<protocol::ModalityDescriptor> modalities;  // of all turns, in their order
    std::vector<QByteArray> payloads;
    std::optional<ConversationEnd> continues;    // in place of earlier turns
    std::optional<protocol::LowerLayers> lower;  // its states are the only payload
};

/// As it came, or as it was understood before and is to be read once more.
using QuestionSource = std::variant<ReceivedQuestion, KnownQuestion>;

struct PreparedQuestion {
    KnownQuestion known;
    std::vector<engine::AnsweredTurn> earlier;  // of known.earlier, for the model
    engine::Prompt prompt;
    std::uint64_t hash = 0;            // engine::promptHash
    std::int64_t sequenceTokens = 0;   // of the whole conversation, this prompt included
    protocol::Digest conversation{};   // before this prompt; zeros: it is the first
    std::optional<LowerStates> lower;  // then `known` is empty: it cannot be begun again
};

}  // namespace msao::cloud
