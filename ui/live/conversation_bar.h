// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ask/conversations.h"
#include "ui/commands/action_registry.h"
#include "ui/live/conversation_list.h"
#include "ui/theme/look.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>
#include <QWidget>

namespace msao::ui {

/// One narrow row above the question: in which conversation it is asked, whether it looks at one picture or back at the
/// last seconds, and whether it is asked again by itself.
class ConversationBar final : public QWidget {
    Q_OBJECT

public:
    ConversationBar(RunModel& model, LiveDesk& desk, ActionRegistry& actions, const Look& look,
                    QWidget* parent = nullptr);

    Conversations& conversations() { return m_conversations; }
    ConversationList& list() { return *m_list; }
    void openList();

Q_SIGNALS:
    void exportWanted(quint64 conversation);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QToolButton* addButton();
    void connectActions();
    void fillClip();
    void fillWatch();
    void fillRivals();
    QAction* addChoice(QMenu& menu, QActionGroup& group, const QString& text, bool isChosen);
    void refresh();
    void dress();
    void retranslate();

    LiveDesk& m_desk;
    ActionRegistry& m_actions;
    const Look& m_look;
    Conversations m_conversations;
    ConversationList* m_list;
    QHBoxLayout* m_row;
    QToolButton* m_talk;
    QToolButton* m_begin;
    QToolButton* m_keep;
    QToolButton* m_clip;
    QToolButton* m_watch;
    QToolButton* m_race;
    QMenu* m_clips;
    QMenu* m_watching;
    QMenu* m_rivals;
};

}  // namespace msao::ui
