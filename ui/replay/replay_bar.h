// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/commands/action_registry.h"
#include "ui/replay/replay_clock.h"
#include "ui/theme/look.h"

#include <QComboBox>
#include <QLabel>
#include <QSlider>
#include <QWidget>

namespace msao::ui {

/// Transport: play and pause, steps by token and by offload, the moment, the speed.
class ReplayBar final : public QWidget {
    Q_OBJECT

public:
    ReplayBar(RunModel& model, ReplayClock& clock, ActionRegistry& actions, const Look& look,
              QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void showMoment();
    void fillSpeeds();
    void retranslate();

    RunModel& m_model;
    ReplayClock& m_clock;
    QSlider* m_slider;
    QLabel* m_moment;
    QComboBox* m_speeds;
};

}  // namespace msao::ui
