// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QMenu>

namespace msao::ui {

/// Words above a part of a menu. QMenu's own sections lose theirs under a style sheet, which draws them as a line.
inline void addHeading(QMenu& menu, const QString& words) {
    if (!menu.isEmpty()) menu.addSeparator();
    menu.addAction(words)->setEnabled(false);
}

}  // namespace msao::ui
