// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/in_process/edge_inbox.h"
#include "app/in_process/paced_device.h"
#include "msao/engine/drafter.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace msao::app {

/// The draft model at work, beside the edge's thread: while it reads a long prompt, the cloud's tokens are shown.
class DraftThread {
public:
    /// Drafter, inbox and device outlive it. `device`: null where steps take as long as they take; `readingMs` is then
    /// of no use.
    DraftThread(engine::Drafter& drafter, engine::TraceClock clock, EdgeInbox& inbox, PacedDevice* device = nullptr,
                double readingMs = 0);
    /// Waits for the step under way; a prompt is not read to its end.
    ~DraftThread() = default;

    /// Called by the edge's thread, at that time. An order that was not begun is void.
    void order(engine::DraftOrder order, SteadyTime at);

private:
    struct Ordered {
        engine::DraftOrder order;
        SteadyTime at{};
    };
    void work(std::stop_token stop);
    engine::Status readPrompt(std::stop_token stop);
    engine::Status draft(Ordered ordered, std::stop_token stop);
    std::optional<Ordered> nextOrder(std::stop_token stop);

    engine::Drafter& m_drafter;
    engine::TraceClock m_clock;
    EdgeInbox& m_inbox;
    PacedDevice* m_device;
    const double m_readingMs;
    std::mutex m_mutex;
    std::condition_variable_any m_ordered;
    std::optional<Ordered> m_order;  // guarded by m_mutex
    std::jthread m_thread;           // last: it ends before what it uses
};

}  // namespace msao::app
