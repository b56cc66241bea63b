// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/in_process/cloud_work.h"
#include "app/in_process/edge_inbox.h"
#include "app/in_process/in_process_link.h"
#include "app/in_process/paced_device.h"

#include <functional>
#include <thread>

namespace msao::app {

struct UpMessage {
    engine::MessageToCloud message;
    SteadyTime sent{};
    SteadyTime due{};  // at the cloud
};
using CloudInbox = TimedQueue<UpMessage>;

/// Sizes on the link, for its emulation and the record.
std::int64_t bytesOnLink(const engine::MessageToCloud& message);
std::int64_t bytesOnLink(const engine::MessageToEdge& message);

/// The cloud of one answer, on a thread of its own.
class CloudThread {
public:
    /// `draft`: its own copy, used by nobody else meanwhile, or null. `device`: null where passes take as long as they
    /// take. All that is named outlives it.
    CloudThread(engine::Engine& target, engine::Engine* draft, engine::TraceClock clock, InProcessLink& link,
                EdgeInbox& inbox, PacedDevice* device = nullptr);

    /// Called by the edge's thread, at that time; false when stopped.
    bool send(engine::MessageToCloud message, SteadyTime at, std::stop_token stop);
    /// Nothing is computed behind the pass under way.
    CloudWork end();

private:
    void work(std::stop_token stop);
    std::optional<UpMessage> nextMessage(std::stop_token stop);
    void pass(std::stop_token stop);
    void pace(std::vector<engine::CloudReply>& replies, std::stop_token stop);
    void paceOwnDrafts(std::int32_t passes, std::stop_token stop);
    SteadyTime present() const { return m_device != nullptr ? m_now : steadyNow(); }
    engine::TraceTime traceTime(SteadyTime at) const { return m_clock() + (at - steadyNow()); }
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
    PacedDevice* m_device;
    SteadyTime m_now{};              // of paced time: what was done last was over
    PromptSize m_prompt;             // of the answer
    CloudWork m_work;                // the thread's own until it has ended
    bool m_hasDraftRead = false;     // the prompt: the copy does when it is to draft first
    engine::TraceTime m_lastSent{};  // of the batch that came last
    engine::TraceTime m_lastReceived{};
    std::jthread m_thread;  // last: it ends before what it uses
};

}  // namespace msao::app
