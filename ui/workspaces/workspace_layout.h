// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workspaces/workspace.h"

#include <QDockWidget>
#include <QList>
#include <QMainWindow>

#include <map>

namespace msao::ui {

using Docks = std::map<PanelId, QDockWidget*>;

/// A workspace as rows of columns; panels that share a cell are tabs in it.
struct LayoutCell {
    QList<PanelId> tabs;
    int share = 1;              // of its row's width
    QList<PanelId> below = {};  // further panels of the column, under the first
};
struct LayoutRow {
    QList<LayoutCell> cells;
    int share = 1;             // of the window's height
    std::optional<int> fixed;  // or so many pixels of the 8-pixel grid
};

QList<LayoutRow> layoutOf(Workspace workspace);

/// Puts every panel where the workspace has it, and hides those that it does not show.
void arrange(QMainWindow& window, const Docks& docks, Workspace workspace, double scale);
/// Sizes only; wanted again whenever the window's size has been changed by the program.
void shareOut(QMainWindow& window, const Docks& docks, Workspace workspace, double scale);

}  // namespace msao::ui
