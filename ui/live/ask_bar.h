// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/commands/action_registry.h"
#include "ui/live/camera_menu.h"
#include "ui/live/question_line.h"
#include "ui/theme/look.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>
#include <QWidget>

namespace msao::ui {

/// One row: what is looked at, the question, and what can be done with its answer.
class AskBar final : public QWidget {
    Q_OBJECT

public:
    AskBar(LiveDesk& desk, ActionRegistry& actions, const Look& look, QWidget* parent = nullptr);

    QuestionLine& line() { return *m_line; }
    void retranslate();

protected:
    void changeEvent(QEvent* event) override;

private:
    QToolButton* addButton(CommandId id);
    void fillSources();
    void fillPresets();
    void refresh();
    void dress();

    LiveDesk& m_desk;
    ActionRegistry& m_actions;
    const Look& m_look;
    QHBoxLayout* m_row;
    QToolButton* m_source;
    QMenu* m_sources;
    CameraMenu* m_cameras;
    QToolButton* m_presetsButton;
    QMenu* m_presets;
    QuestionLine* m_line;
    QToolButton* m_ask = nullptr;
    QToolButton* m_stop = nullptr;
    QToolButton* m_again = nullptr;
    QToolButton* m_record = nullptr;
    QList<QToolButton*> m_buttons;
};

}  // namespace msao::ui
