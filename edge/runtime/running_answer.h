// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "edge/runtime/asked_question.h"
#include "edge/runtime/draft_model.h"

#include "protocol/messages/ids.h"

#include "msao/engine/edge_answer.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>

namespace msao::edge {

/// The one answer that is being made, as the edge's thread has it.
struct RunningAnswer {
    AskedQuestion asked;
    LoadedDraft draft;
    std::stop_source stop;  // of what the model's thread does for it
    std::shared_ptr<const ReadyQuestion> ready;
    std::optional<engine::EdgeAnswer> answer;  // once it is ready; reads draft's tokenizer

    // Its session in the cloud
    protocol::AnswerId wire{};
    bool reusesSession = false;          // of its conversation: asked for, and not refused
    std::int64_t reusedTokens = 0;       // that it did not read again
    std::int64_t draftReusedTokens = 0;  // and the draft model
    std::optional<protocol::ResumeToken> resumeToken;

    // Mode perllm
    protocol::AnswerId attempt{};  // what the edge's layers read; `wire` once the cloud is told of it
    std::int32_t edgeLayers = 0;
    std::int64_t hiddenBytes = 0;
};

}  // namespace msao::edge
