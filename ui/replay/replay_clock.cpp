// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/replay/replay_clock.h"

#include <algorithm>

namespace msao::ui {

ReplayClock::ReplayClock(RunModel& model, QObject* parent) : QObject(parent), m_model(model) {
    m_tick.setInterval(33);
    connect(&m_tick, &QTimer::timeout, this, [this] { advance(static_cast<double>(m_sinceTick.restart()) * m_speed); });
    connect(&model, &RunModel::cleared, this, [this] { setPlaying(false); });
}

void ReplayClock::setSpeed(double speed) {
    m_speed = std::clamp(speed, kReplaySpeeds.front(), kReplaySpeeds.back());
    Q_EMIT speedChanged(m_speed);
}

void ReplayClock::setPlaying(bool isPlaying) {
    if (isPlaying == m_tick.isActive()) return;
    if (isPlaying) {
        m_model.setFollowsEnd(false);
        if (m_model.cursor() >= m_model.timeline().end()) m_model.setCursor(m_model.timeline().begin());
        m_sinceTick.start();
        m_tick.start();
    } else {
        m_tick.stop();
    }
    Q_EMIT playingChanged(isPlaying);
}

void ReplayClock::advance(double ms) {
    m_model.setCursor(m_model.cursor() + fromMs(ms));
    if (m_model.cursor() >= m_model.timeline().end()) setPlaying(false);
}

}  // namespace msao::ui
