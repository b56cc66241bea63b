// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/run_model.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <array>

namespace msao::ui {

inline constexpr std::array kReplaySpeeds = {0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0};

/// Moves the time cursor through a recording. Opens paused.
class ReplayClock final : public QObject {
    Q_OBJECT

public:
    explicit ReplayClock(RunModel& model, QObject* parent = nullptr);

    bool isPlaying() const { return m_tick.isActive(); }
    double speed() const { return m_speed; }
    void setSpeed(double speed);
    /// Play at the end begins again.
    void setPlaying(bool isPlaying);
    /// The cursor goes on by as much of the run's time.
    void advance(double ms);

Q_SIGNALS:
    void playingChanged(bool isPlaying);
    void speedChanged(double speed);

private:
    RunModel& m_model;
    QTimer m_tick;
    QElapsedTimer m_sinceTick;
    double m_speed = 1;
};

}  // namespace msao::ui
