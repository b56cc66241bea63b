// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workspaces/workspace.h"

#include <QDockWidget>
#include <QList>
#include <QMainWindow>

#include <map>
#include <optional>

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

/// A small window has room for fewer panels at a time: the others are tabs, so that an answer has lines to stand in.
enum class Roominess { Compact, Roomy };

/// Of a window of that size for that workspace, at that size of text.
Roominess roominessOf(Workspace workspace, QSize window, double scale);

QList<LayoutRow> layoutOf(Workspace workspace, Roominess roominess);
/// Few panels in large type: the answer needs the room most. A race that would have none takes the entropy trace's.
QList<LayoutRow> presenterLayout(bool givesRoomToRace);
/// Whether the answer's panel is too low for a race while the presenter's window shows the entropy trace as well.
bool isLowForRace(QSize window, double scale);

/// Puts every panel where the rows have it, and hides those that they do not show.
void arrange(QMainWindow& window, const Docks& docks, const QList<LayoutRow>& rows, double scale);
/// Sizes only; wanted again whenever the window's size has been changed by the program.
void shareOut(QMainWindow& window, const Docks& docks, const QList<LayoutRow>& rows, double scale);
/// Just those panels are open that the rows have.
bool isAsArranged(const Docks& docks, const QList<LayoutRow>& rows);

}  // namespace msao::ui
