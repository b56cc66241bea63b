// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/live_feed.h"

#include <utility>

namespace msao::ui {
namespace {

bool mayBeDropped(const engine::TraceFact& fact) {
    return std::holds_alternative<engine::FrameProbed>(fact) || std::holds_alternative<engine::ResourceSample>(fact) ||
           std::holds_alternative<engine::LinkEstimated>(fact) || std::holds_alternative<engine::ServerSampled>(fact);
}

}  // namespace

LiveFeed::LiveFeed(RunModel& model, QObject* parent) : QObject(parent), m_model(model) {
    m_tick.setInterval(33);
    connect(&m_tick, &QTimer::timeout, this, &LiveFeed::drain);
    m_tick.start();
}

void LiveFeed::record(const engine::TraceEvent& event) {
    const std::lock_guard lock(m_mutex);
    if (m_waiting.size() >= kMostWaiting && mayBeDropped(event.fact)) {
        ++m_dropped;
        return;
    }
    m_waiting.push_back(event);
}

std::uint64_t LiveFeed::dropped() const {
    const std::lock_guard lock(m_mutex);
    return m_dropped;
}

void LiveFeed::setHeld(bool isHeld) {
    if (isHeld) {
        m_tick.stop();
    } else {
        m_tick.start();
        drain();
    }
}

void LiveFeed::drain() {
    std::vector<engine::TraceEvent> come;
    {
        const std::lock_guard lock(m_mutex);
        come = std::exchange(m_waiting, {});
    }
    m_model.append(std::move(come));
}

}  // namespace msao::ui
