// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/conversation_list.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

namespace msao::ui {

ConversationList::ConversationList(Conversations& conversations, LiveDesk& desk, const Look& look, QWidget* parent)
    : QFrame(parent, Qt::Popup),
      m_conversations(conversations),
      m_desk(desk),
      m_look(look),
      m_search(new QLineEdit(this)),
      m_list(new QListView(this)) {
    setFrameShape(QFrame::StyledPanel);
    m_found.setSourceModel(&conversations);
    m_found.setFilterRole(Conversations::WordsRole);
    m_found.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_list->setModel(&m_found);
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_list->setUniformItemSizes(true);
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_search);
    column->addWidget(m_list, 1);
    auto* row = new QHBoxLayout;
    m_begin = addButton(*row, &ConversationList::begin);
    m_rename = addButton(*row, &ConversationList::rename);
    m_export = addButton(*row, &ConversationList::exportChosen);
    column->addLayout(row);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_found.setFilterFixedString(text);
        if (!m_list->currentIndex().isValid()) m_list->setCurrentIndex(m_found.index(0, 0));
    });
    connect(m_search, &QLineEdit::returnPressed, this, &ConversationList::choose);
    connect(m_list, &QListView::clicked, this, &ConversationList::choose);
    connect(m_list, &QListView::activated, this, &ConversationList::choose);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &ConversationList::refresh);
    connect(&m_found, &QAbstractItemModel::modelReset, this, &ConversationList::refresh);
    connect(&look, &Look::changed, this, &ConversationList::dress);
    dress();
    retranslate();
}

QPushButton* ConversationList::addButton(QLayout& row, void (ConversationList::*act)()) {
    auto* button = new QPushButton(this);
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, act);
    row.addWidget(button);
    return button;
}

void ConversationList::openAbove(const QRect& place) {
    m_search->clear();
    dress();
    const QRect screen = window()->screen()->availableGeometry();
    const QSize size(std::min(m_look.px(440), screen.width()), std::min(m_look.px(380), screen.height()));
    const int left = std::clamp(place.left(), screen.left(), screen.right() - size.width() + 1);
    const int top = std::max(screen.top(), place.top() - m_look.px(6) - size.height());
    setGeometry(QRect(QPoint(left, top), size));
    m_list->setCurrentIndex(m_found.mapFromSource(m_conversations.index(m_conversations.rowOf(m_desk.conversation()))));
    refresh();
    show();
    m_search->setFocus();
}

std::uint64_t ConversationList::chosen() const {
    return m_list->currentIndex().data(Conversations::IdRole).value<std::uint64_t>();
}

void ConversationList::choose() {
    if (const std::uint64_t conversation = chosen(); conversation != 0) m_desk.chooseConversation(conversation);
    hide();
}

void ConversationList::begin() {
    m_desk.beginConversation();
    hide();
}

void ConversationList::rename() {
    m_list->setFocus();
    m_list->edit(m_list->currentIndex());
}

void ConversationList::exportChosen() {
    const std::uint64_t conversation = chosen();
    hide();
    Q_EMIT exportWanted(conversation);
}

void ConversationList::refresh() {
    const std::uint64_t conversation = chosen();
    m_rename->setEnabled(conversation != 0);
    m_export->setEnabled(m_conversations.questions(conversation) > 0);
    m_begin->setEnabled(m_desk.state().isAttached);
}

/// The arrows choose while words are typed.
bool ConversationList::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const int by = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
        const int row = std::clamp(m_list->currentIndex().row() + by, 0, std::max(0, m_found.rowCount() - 1));
        if (by != 0) return m_list->setCurrentIndex(m_found.index(row, 0)), true;
    }
    return QFrame::eventFilter(watched, event);
}

void ConversationList::dress() {
    const int margin = m_look.px(12);
    layout()->setContentsMargins(margin, margin, margin, margin);
    layout()->setSpacing(m_look.px(8));
    m_list->setFont(m_look.font(TextRole::Body));
    for (QWidget* field : {static_cast<QWidget*>(m_search), static_cast<QWidget*>(m_begin),
                           static_cast<QWidget*>(m_rename), static_cast<QWidget*>(m_export)})
        field->setMinimumHeight(m_look.px(36));
}

void ConversationList::retranslate() {
    setAccessibleName(tr("Conversations"));
    m_list->setAccessibleName(tr("Conversations"));
    m_search->setPlaceholderText(tr("Search what was said…"));
    m_search->setAccessibleName(tr("Search"));
    m_begin->setText(tr("New"));
    m_begin->setAccessibleName(tr("New conversation"));
    m_rename->setText(tr("Rename"));
    m_rename->setAccessibleName(tr("Rename the conversation"));
    m_export->setText(tr("Export…"));
    m_export->setAccessibleName(tr("Export the conversation as Markdown"));
}

void ConversationList::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QFrame::changeEvent(event);
}

}  // namespace msao::ui
