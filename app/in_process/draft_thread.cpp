// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/in_process/draft_thread.h"

#include <chrono>
#include <utility>

namespace msao::app {

using namespace engine;

DraftThread::DraftThread(Drafter& drafter, TraceClock clock, EdgeInbox& inbox, PacedDevice* device, double readingMs)
    : m_drafter(drafter),
      m_clock(std::move(clock)),
      m_inbox(inbox),
      m_device(device),
      m_readingMs(readingMs),
      m_thread([this](std::stop_token stop) { work(std::move(stop)); }) {}

void DraftThread::order(DraftOrder order, SteadyTime at) {
    {
        const std::lock_guard lock(m_mutex);
        m_order = Ordered{std::move(order), at};
    }
    m_ordered.notify_one();
}

std::optional<DraftThread::Ordered> DraftThread::nextOrder(std::stop_token stop) {
    std::unique_lock lock(m_mutex);
    m_ordered.wait(lock, stop, [this] { return m_order.has_value(); });
    // An order may stand there that nobody wants any more, behind a prompt that was not read to its end.
    if (stop.stop_requested()) return std::nullopt;
    return std::exchange(m_order, std::nullopt);
}

Status DraftThread::readPrompt(std::stop_token stop) {
    while (!stop.stop_requested() && !m_drafter.hasReadPrompt()) MSAO_CHECK(m_drafter.readPrompt(stop));
    if (m_device != nullptr) m_device->finish(&PacingReport::reading, m_device->freeAt(), m_readingMs, std::move(stop));
    return Done{};
}

Status DraftThread::draft(Ordered ordered, std::stop_token stop) {
    const TraceTime began = m_clock();
    MSAO_TRY(const Draft draft, m_drafter.draft(ordered.order.answer));
    double draftMs = std::chrono::duration<double, std::milli>(m_clock() - began).count();
    SteadyTime ended = steadyNow();
    if (m_device != nullptr) {
        // The first token comes of the prompt, which has been read.
        draftMs = ordered.order.answer.empty() ? 0 : m_device->pace().draft.passMs(1);
        ended = m_device->finish(&PacingReport::drafting, ordered.at, draftMs, stop);
    }
    happen(m_inbox, DraftDone{std::move(ordered.order), draft, draftMs}, ended, std::move(stop));
    return Done{};
}

void DraftThread::work(std::stop_token stop) {
    Status status = readPrompt(stop);
    while (status) {
        auto order = nextOrder(stop);
        if (!order) return;
        status = draft(*std::move(order), stop);
    }
    if (!stop.stop_requested()) happen(m_inbox, DraftFailed{status.error()}, steadyNow(), stop);
}

}  // namespace msao::app
