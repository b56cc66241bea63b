// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/in_process/edge_inbox.h"
#include "msao/engine/drafter.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace msao::app {

/// The draft model at work, beside the edge's thread: while it reads a long prompt, the cloud's tokens are shown.
class DraftThread {
public:
    /// Drafter and inbox outlive it.
    DraftThread(engine::Drafter& drafter, engine::TraceClock clock, EdgeInbox& inbox);
    /// Waits for the step under way; a prompt is not read to its end.
    ~DraftThread() = default;

    /// Called by the edge's thread. An order that was not begun is void.
    void order(engine::DraftOrder order);

private:
    void work(std::stop_token stop);
    std::optional<engine::DraftOrder> nextOrder(std::stop_token stop);

    engine::Drafter& m_drafter;
    engine::TraceClock m_clock;
    EdgeInbox& m_inbox;
    std::mutex m_mutex;
    std::condition_variable_any m_ordered;
    std::optional<engine::DraftOrder> m_order;  // guarded by m_mutex
    std::jthread m_thread;                      // last: it ends before what it uses
};

}  // namespace msao::app
