// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/in_process/draft_thread.h"

#include <chrono>
#include <utility>

namespace msao::app {

using namespace engine;

DraftThread::DraftThread(Drafter& drafter, TraceClock clock, EdgeInbox& inbox)
    : m_drafter(drafter),
      m_clock(std::move(clock)),
      m_inbox(inbox),
      m_thread([this](std::stop_token stop) { work(std::move(stop)); }) {}

void DraftThread::order(DraftOrder order) {
    {
        const std::lock_guard lock(m_mutex);
        m_order = std::move(order);
    }
    m_ordered.notify_one();
}

std::optional<DraftOrder> DraftThread::nextOrder(std::stop_token stop) {
    std::unique_lock lock(m_mutex);
    if (!m_ordered.wait(lock, stop, [this] { return m_order.has_value(); })) return std::nullopt;
    return std::exchange(m_order, std::nullopt);
}

void DraftThread::work(std::stop_token stop) {
    const auto fail = [&](const Error& error) {
        if (!stop.stop_requested()) m_inbox.push(DraftFailed{error}, std::chrono::steady_clock::now(), stop);
    };
    while (!stop.stop_requested() && !m_drafter.hasReadPrompt()) {
        if (const Status status = m_drafter.readPrompt(stop); !status) return fail(status.error());
    }
    while (auto order = nextOrder(stop)) {
        const TraceTime began = m_clock();
        const auto draft = m_drafter.draft(order->answer);
        if (!draft) return fail(draft.error());
        const double draftMs = std::chrono::duration<double, std::milli>(m_clock() - began).count();
        m_inbox.push(DraftDone{std::move(*order), *draft, draftMs}, std::chrono::steady_clock::now(), stop);
    }
}

}  // namespace msao::app
