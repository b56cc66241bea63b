// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "edge/capture/frame_source.h"
#include "edge/runtime/conversation.h"
#include "edge/runtime/question.h"

#include "msao/engine/trace_event.h"

#include <memory>
#include <optional>

namespace msao::edge {

struct AskedQuestion {
    engine::RequestId request = engine::RequestId::None;
    Question question;
    Frame seen;  // if the question looks
};

/// What a question goes on from.
struct Continuation {
    std::shared_ptr<const Conversation> conversation = {};  // null: from nothing
    std::optional<FreshStart> why = {};                     // then, of a question in a conversation
};

}  // namespace msao::edge
