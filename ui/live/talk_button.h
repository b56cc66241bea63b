// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/commands/action_registry.h"
#include "ui/live/microphone_desk.h"
#include "ui/live/talk_switch.h"
#include "ui/theme/look.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QToolButton>

namespace msao::ui {

/// Hold to talk, with the mouse or the key of CommandId::Talk. It says in words why it cannot be pressed, shows how
/// loud it is while it listens, and has a light for as long as the device is open.
class TalkButton final : public QToolButton {
    Q_OBJECT

public:
    TalkButton(MicrophoneDesk& desk, ActionRegistry& actions, const Look& look, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    void retranslate();
    float levelShown() const { return m_level; }

Q_SIGNALS:
    /// Somebody wants to talk, and no microphone was chosen yet.
    void choiceWanted();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void press();
    void release();
    void act(TalkSwitch::Act act);
    void showLevel(float decibels);
    void fade();
    void refresh();
    QString words() const;
    QStringList allWords() const;
    bool isTalkKey(const QKeyEvent& event) const;

    MicrophoneDesk& m_desk;
    QAction& m_action;
    const Look& m_look;
    TalkSwitch m_switch;
    QElapsedTimer m_clock;
    bool m_isKeyDown = false;
    float m_level = 0;  // 0...1
    QTimer m_fading{this};
};

}  // namespace msao::ui
