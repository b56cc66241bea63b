// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/commands/action_registry.h"
#include "ui/theme/look.h"

#include <QDialog>

namespace msao::ui {

/// All commands and their keys, made from the commands themselves.
class CheatSheet final : public QDialog {
    Q_OBJECT

public:
    CheatSheet(const ActionRegistry& actions, const Look& look, QWidget* parent);

    static QString html(const ActionRegistry& actions);
};

}  // namespace msao::ui
