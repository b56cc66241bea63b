// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/in_process/edge_inbox.h"
#include "app/in_process/in_process_link.h"

#include <functional>
#include <thread>

namespace msao::app {

struct UpMessage {
    engine::MessageToCloud message;
    engine::TraceTime sent{};
};
using CloudInbox = TimedQueue<UpMessage>;

/// Sizes on the link, for its emulation and the record.
std::int64_t bytesOnLink(const engine::MessageToCloud& message);
std::int64_t bytesOnLink(const engine::MessageToEdge& message);

/// The cloud of one answer, on a thread of its own.
class CloudThread {
public:
    /// `draft`: its own copy, used by nobody else meanwhile, or null. All that is named outlives it.
    CloudThread(engine::Engine& target, engine::Engine* draft, engine::TraceClock clock, InProcessLink& link,
                EdgeInbox& inbox);

    /// Called by the edge's thread; false when stopped.
    bool send(engine::MessageToCloud message, std::stop_token stop);

private:
    void work(std::stop_token stop);
    void receive(const UpMessage& up, std::stop_token stop);
    void open(const engine::AnswerOpening& opening, std::stop_token stop);
    void reply(engine::MessageToEdge message, std::optional<engine::CloudTimes> times, std::stop_token stop);

    engine::Engine& m_target;
    engine::Engine* m_draft;
    engine::TraceClock m_clock;
    InProcessLink& m_link;
    EdgeInbox& m_edge;
    CloudInbox m_inbox{kInboxCapacity};
    engine::CloudAnswers m_answers;  // the thread's own
    engine::TraceTime m_lastSent{};  // of the batch that came last
    engine::TraceTime m_lastReceived{};
    std::jthread m_thread;  // last: it ends before what it uses
};

}  // namespace msao::app
