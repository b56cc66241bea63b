// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/command_palette.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace msao::ui {

CommandPalette::CommandPalette(ActionRegistry& actions, const Look& look, QWidget* parent)
    : QDialog(parent), m_actions(actions), m_words(new QLineEdit(this)), m_list(new QListWidget(this)) {
    setWindowTitle(tr("Command palette"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(look.px(560), look.px(420));
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_words);
    column->addWidget(m_list, 1);
    m_words->setPlaceholderText(tr("What do you want to do?"));
    m_words->setAccessibleName(tr("Name of a command"));
    m_list->setAccessibleName(tr("Commands found"));
    m_words->installEventFilter(this);
    connect(m_words, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_words, &QLineEdit::returnPressed, this, &CommandPalette::run);
    connect(m_list, &QListWidget::itemActivated, this, &CommandPalette::run);
    filter({});
}

void CommandPalette::filter(const QString& words) {
    m_list->clear();
    const QStringList wanted = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const CommandGroup group : kCommandGroups) {
        for (const CommandId id : m_actions.commands(group)) {
            QAction* action = m_actions.action(id);
            const QString name = tr("%1: %2").arg(ActionRegistry::groupName(group), action->text());
            const bool fits = std::all_of(wanted.begin(), wanted.end(), [&name](const QString& word) {
                return name.contains(word, Qt::CaseInsensitive);
            });
            if (!fits || !action->isEnabled() || id == CommandId::CommandPalette) continue;
            const QString keys = action->shortcut().toString(QKeySequence::NativeText);
            auto* item = new QListWidgetItem(keys.isEmpty() ? name : name + QStringLiteral("    ") + keys, m_list);
            item->setData(Qt::UserRole, static_cast<int>(id));
            item->setToolTip(action->statusTip());
        }
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::run() {
    const QListWidgetItem* item = m_list->currentItem();
    if (!item) return;
    QAction* action = m_actions.action(static_cast<CommandId>(item->data(Qt::UserRole).toInt()));
    accept();
    // Once this dialog is gone, so that the command finds the window in front.
    QMetaObject::invokeMethod(action, &QAction::trigger, Qt::QueuedConnection);
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp || key == Qt::Key_PageDown) {
            QCoreApplication::sendEvent(m_list, event);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

}  // namespace msao::ui
