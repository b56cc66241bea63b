// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/commands/action_registry.h"
#include "ui/theme/look.h"

#include <QDialog>
#include <QLineEdit>
#include <QListWidget>

namespace msao::ui {

/// Finds a command by parts of its name and runs it.
class CommandPalette final : public QDialog {
    Q_OBJECT

public:
    CommandPalette(ActionRegistry& actions, const Look& look, QWidget* parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void filter(const QString& words);
    void run();

    ActionRegistry& m_actions;
    QLineEdit* m_words;
    QListWidget* m_list;
};

}  // namespace msao::ui
