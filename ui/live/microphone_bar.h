// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/live/talk_button.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QWidget>

namespace msao::ui {

/// The button to talk, and beside it which microphone, its mute, and a file in its place.
class MicrophoneBar final : public QWidget {
    Q_OBJECT

public:
    MicrophoneBar(MicrophoneDesk& desk, ActionRegistry& actions, const Look& look, QWidget* parent = nullptr);

    TalkButton& talkButton() { return *m_talk; }
    QMenu& choices() { return *m_choices; }

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QPoint above() const;
    void fit();
    void connectActions();
    void beginChoices();
    void showChoices(const QList<MicrophoneChoice>& microphones);
    void addRest();
    void chooseSound();
    void refresh();
    void dress();
    void retranslate();

    MicrophoneDesk& m_desk;
    ActionRegistry& m_actions;
    const Look& m_look;
    TalkButton* m_talk;
    QToolButton* m_more;
    QMenu* m_choices;
};

}  // namespace msao::ui
