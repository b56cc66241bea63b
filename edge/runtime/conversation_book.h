// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "edge/runtime/asked_question.h"

#include <deque>
#include <map>
#include <memory>

namespace msao::edge {

/// What was said in which conversation, with the pictures: bounded, the one that was talked with least lately goes
/// first. Used by one thread.
class ConversationBook {
public:
    Continuation continuationOf(const AskedQuestion& asked) const;
    /// It is as given from now on.
    void keep(Conversation conversation);
    void forgetAll(FreshStart why);

private:
    struct Entry {
        std::shared_ptr<const Conversation> conversation;  // null: nothing is left of it
        FreshStart why = FreshStart::First;                // then
    };
    void forgetSome();

    std::map<ConversationId, Entry> m_entries;
    std::deque<ConversationId> m_latest;  // those of which something is left, newest first
};

}  // namespace msao::edge
