// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/commands/action_registry.h"

#include "ui/commands/command_table.h"

#include <QCoreApplication>
#include <QKeySequence>

namespace msao::ui {
namespace {

QString translated(const char* text) {
    return QCoreApplication::translate("msao::ui::ActionRegistry", text);
}

}  // namespace

ActionRegistry::ActionRegistry(QObject* parent) : QObject(parent) {
    for (const Command& command : commandTable()) {
        auto* action = new QAction(this);
        action->setShortcut(QKeySequence(QString::fromLatin1(command.keys)));
        action->setCheckable(command.isCheckable);
        m_actions[command.id] = action;
    }
    retranslate();
}

QList<CommandId> ActionRegistry::commands(CommandGroup group) const {
    QList<CommandId> ids;
    for (const Command& command : commandTable()) {
        if (command.group == group) ids.push_back(command.id);
    }
    return ids;
}

QList<QAction*> ActionRegistry::all() const {
    QList<QAction*> actions;
    for (const Command& command : commandTable()) actions.push_back(action(command.id));
    return actions;
}

QString ActionRegistry::groupName(CommandGroup group) {
    switch (group) {
        case CommandGroup::File:
            return tr("File");
        case CommandGroup::Edit:
            return tr("Edit");
        case CommandGroup::View:
            return tr("View");
        case CommandGroup::Live:
            return tr("Live");
        case CommandGroup::Run:
            return tr("Run");
        case CommandGroup::Settings:
            return tr("Settings");
        case CommandGroup::Help:
            return tr("Help");
    }
    return {};
}

void ActionRegistry::retranslate() {
    for (const Command& command : commandTable()) {
        QAction* action = m_actions.at(command.id);
        const QString hint = translated(command.text.hint);
        action->setText(translated(command.text.name));
        action->setStatusTip(hint);
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        action->setToolTip(keys.isEmpty() ? hint : tr("%1 (%2)").arg(hint, keys));
    }
}

}  // namespace msao::ui
