// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/bench/tick_meter.h"

#include <QThread>

#include <algorithm>
#include <cmath>
#include <ctime>

namespace msao::app {
namespace {

constexpr qint64 kPauseNs = 100'000;  // less than this is no wait, only the way to the next event

double percentile(const std::vector<double>& sorted, double share) {
    const auto place = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
    return sorted[std::clamp<std::size_t>(place, 1, sorted.size()) - 1];
}

}  // namespace

TickMeter::TickMeter() {
    m_clock.start();
}

void TickMeter::eventBegins() {
    if (m_depth++ > 0) return;
    const qint64 now = m_clock.nsecsElapsed();
    if (m_ended >= 0 && now - m_ended < kPauseNs) return;
    closeTick();
    m_began = now;
}

void TickMeter::eventEnds() {
    if (--m_depth == 0) m_ended = m_clock.nsecsElapsed();
}

void TickMeter::closeTick() {
    if (m_ended < 0) return;
    m_ticks.push_back(static_cast<double>(m_ended - m_began) / 1e6);
    m_ended = -1;
}

void TickMeter::restart() {
    m_ticks.clear();
    m_ended = -1;
    m_began = m_clock.nsecsElapsed();
}

TickFigures TickMeter::figures() {
    closeTick();
    if (m_ticks.empty()) return {};
    std::vector<double> sorted = m_ticks;
    std::ranges::sort(sorted);
    return {sorted.size(), percentile(sorted, 0.5), percentile(sorted, 0.99), sorted.back()};
}

bool MeteredApplication::notify(QObject* receiver, QEvent* event) {
    // Other threads deliver their events through here, too.
    if (!m_meter || QThread::currentThread() != thread()) return QApplication::notify(receiver, event);
    m_meter->eventBegins();
    const bool isTaken = QApplication::notify(receiver, event);
    m_meter->eventEnds();
    return isTaken;
}

double threadCpuMs() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

}  // namespace msao::app
