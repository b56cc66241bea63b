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
    int top = 50;               // the first one's per cent of the column's height; those below share the rest alike
};
struct LayoutRow {
    QList<LayoutCell> cells;
    int share = 1;             // of the window's height
    std::optional<int> fixed;  // or so many pixels of the 8-pixel grid
};

/// A small window has room for fewer panels at a time: the others are tabs, so that an answer has lines to stand in.
enum class Roominess { Compact, Roomy };

/// What the picture's panel has to be like: a camera's picture fills a row, a square one a column.
enum class PictureShape { Wide, Square };

/// Of a picture that is so many times as wide as it is high.
PictureShape shapeOf(double aspect);

/// How a workspace is laid out depends on the window that it is in, and on the picture that is looked at.
struct LayoutRoom {
    Roominess roominess = Roominess::Roomy;
    PictureShape shape = PictureShape::Wide;
    bool operator==(const LayoutRoom&) const = default;
};

/// Of a window of that size for that workspace, at that size of text.
LayoutRoom roomOf(Workspace workspace, PictureShape shape, QSize window, double scale);

QList<LayoutRow> layoutOf(Workspace workspace, const LayoutRoom& room);
/// Few panels in large type: the answer needs the room most. A race that would have none takes the entropy trace's.
QList<LayoutRow> presenterLayout(bool givesRoomToRace);
/// Whether the answer's panel is too low for a race while the presenter's window shows the entropy trace as well.
bool isLowForRace(QSize window, double scale);
/// The Demo workspace while a race stands that would have no room beside the traces.
QList<LayoutRow> raceLayout(const LayoutRoom& room);
/// Whether that workspace is so low, and a race seen without the traces.
bool isDemoLowForRace(PictureShape shape, QSize window, double scale);

/// Puts every panel where the rows have it, and hides those that they do not show.
void arrange(QMainWindow& window, const Docks& docks, const QList<LayoutRow>& rows, double scale);
/// Sizes only; wanted again whenever the window's size has been changed by the program.
void shareOut(QMainWindow& window, const Docks& docks, const QList<LayoutRow>& rows, double scale);
/// Just those panels are open that the rows have.
bool isAsArranged(const Docks& docks, const QList<LayoutRow>& rows);

}  // namespace msao::ui
