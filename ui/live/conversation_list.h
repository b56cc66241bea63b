// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ask/conversations.h"
#include "ui/theme/look.h"

#include <QFrame>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSortFilterProxyModel>

namespace msao::ui {

/// The conversations to choose from, over the window while one is chosen: searched by what was said, renamed, begun
/// anew, exported.
class ConversationList final : public QFrame {
    Q_OBJECT

public:
    ConversationList(Conversations& conversations, LiveDesk& desk, const Look& look, QWidget* parent = nullptr);

    /// Above `place`, with the current conversation chosen.
    void openAbove(const QRect& place);
    QLineEdit& search() { return *m_search; }
    QListView& list() { return *m_list; }

Q_SIGNALS:
    void exportWanted(quint64 conversation);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QPushButton* addButton(QLayout& row, void (ConversationList::*act)());
    std::uint64_t chosen() const;
    void choose();
    void begin();
    void rename();
    void exportChosen();
    void refresh();
    void dress();
    void retranslate();

    Conversations& m_conversations;
    LiveDesk& m_desk;
    const Look& m_look;
    QSortFilterProxyModel m_found;
    QLineEdit* m_search;
    QListView* m_list;
    QPushButton* m_begin = nullptr;
    QPushButton* m_rename = nullptr;
    QPushButton* m_export = nullptr;
};

}  // namespace msao::ui
