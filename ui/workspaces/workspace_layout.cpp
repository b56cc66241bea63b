// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspaces/workspace_layout.h"

#include <algorithm>
#include <cmath>

namespace msao::ui {

namespace {

QList<LayoutRow> roomyLayout(Workspace workspace) {
    using P = PanelId;
    switch (workspace) {
        case Workspace::Demo:
            return {{{{{P::Picture}, 54}, {{P::Answer}, 46}}, 72, {}},
                    {{{{P::Entropy}, 54}, {{P::Timeline}, 46}}, 28, {}},
                    {{{{P::Headline}, 1}}, 1, 88}};
        case Workspace::Debug:
            return {{{{{P::Picture}, 30}, {{P::Answer}, 34}, {{P::Inspector, P::Plan, P::Modalities}, 36}}, 46, {}},
                    {{{{P::Entropy}, 50}, {{P::Timeline}, 50}}, 24, {}},
                    {{{{P::Tokens, P::Events, P::Messages}, 64}, {{P::Link, P::Tune, P::Resources, P::Server}, 36}},
                     36,
                     {}}};
        case Workspace::Replay:
            return {{{{{P::Answer}, 52}, {{P::Inspector, P::Plan, P::Modalities, P::Picture}, 48}}, 46, {}},
                    {{{{P::Timeline}, 1}}, 26, {}},
                    {{{{P::Entropy}, 52}, {{P::Tokens, P::Events, P::Messages, P::Link, P::Resources, P::Server}, 48}},
                     28,
                     {}}};
        case Workspace::Answers:
            return {{{{{P::Answer}, 62}, {{P::Picture}, 38, {P::Inspector}}}, 78, {}}, {{{{P::Headline}, 1}}, 1, 88}};
    }
    return {};
}

/// The Demo workspace around a square picture, which is as large as the window is high; what is said of it stands
/// beside it.
QList<LayoutRow> squareLayout(Roominess roominess) {
    using P = PanelId;
    if (roominess == Roominess::Compact)
        return {{{{{P::Picture}, 54}, {{P::Answer}, 46, {P::Entropy}, 66}}, 1, {}}, {{{{P::Headline}, 1}}, 1, 76}};
    return {{{{{P::Picture}, 54}, {{P::Answer}, 46, {P::Entropy, P::Timeline}, 56}}, 1, {}},
            {{{{P::Headline}, 1}}, 1, 88}};
}

QList<LayoutRow> compactLayout(Workspace workspace) {
    using P = PanelId;
    switch (workspace) {
        case Workspace::Demo:
            return {{{{{P::Picture}, 52}, {{P::Answer}, 48}}, 72, {}},
                    {{{{P::Entropy}, 1}}, 28, {}},
                    {{{{P::Headline}, 1}}, 1, 76}};
        case Workspace::Debug:
            return {{{{{P::Answer}, 54}, {{P::Inspector, P::Picture, P::Plan, P::Modalities}, 46}}, 52, {}},
                    {{{{P::Entropy, P::Timeline, P::Tokens, P::Events, P::Messages}, 58},
                      {{P::Link, P::Tune, P::Resources, P::Server}, 42}},
                     48,
                     {}}};
        case Workspace::Replay:
            return {
                {{{{P::Answer}, 54}, {{P::Inspector, P::Plan, P::Modalities, P::Picture}, 46}}, 54, {}},
                {{{{P::Timeline, P::Entropy, P::Tokens, P::Events, P::Messages, P::Link, P::Resources, P::Server}, 1}},
                 46,
                 {}}};
        case Workspace::Answers:
            return {{{{{P::Answer}, 62}, {{P::Picture}, 38, {P::Inspector}}}, 78, {}}, {{{{P::Headline}, 1}}, 1, 76}};
    }
    return {};
}

/// The panels of one column, over one another.
void shareOutColumn(QMainWindow& window, const Docks& docks, const LayoutCell& cell, int height) {
    if (cell.below.isEmpty()) return;
    const int top = height * cell.top / 100;
    QList<QDockWidget*> column{docks.at(cell.tabs.front())};
    QList<int> heights{top};
    for (const PanelId id : cell.below) {
        column.push_back(docks.at(id));
        heights.push_back((height - top) / static_cast<int>(cell.below.size()));
    }
    window.resizeDocks(column, heights, Qt::Vertical);
}

}  // namespace

PictureShape shapeOf(double aspect) {
    // A television's 4:3 still leaves little beside it in a row.
    return aspect < 1.25 ? PictureShape::Square : PictureShape::Wide;
}

LayoutRoom roomOf(Workspace workspace, PictureShape shape, QSize window, double scale) {
    // Below that the Demo workspace's second row has no room for five lanes, nor its second column for a sentence; the
    // Debug workspace's answer has no line to stand in; and in a Demo whose column holds both traces as well there is
    // no room for a race below the answer.
    const bool isStacked = workspace == Workspace::Demo && shape == PictureShape::Square;
    const QSize least = isStacked                       ? QSize(1440, 960)
                        : workspace == Workspace::Debug ? QSize(1440, 800)
                                                        : QSize(1200, 700);
    const bool isRoomy = window.width() >= least.width() * scale && window.height() >= least.height() * scale;
    return {isRoomy ? Roominess::Roomy : Roominess::Compact, isStacked ? shape : PictureShape::Wide};
}

QList<LayoutRow> layoutOf(Workspace workspace, const LayoutRoom& room) {
    if (workspace == Workspace::Demo && room.shape == PictureShape::Square) return squareLayout(room.roominess);
    return room.roominess == Roominess::Roomy ? roomyLayout(workspace) : compactLayout(workspace);
}

QList<LayoutRow> presenterLayout(bool givesRoomToRace) {
    using P = PanelId;
    const LayoutRow most = {{{{P::Picture}, 48}, {{P::Answer}, 52}}, 76, {}};
    const LayoutRow figures = {{{{P::Headline}, 1}}, 1, 80};
    if (givesRoomToRace) return {most, figures};
    return {most, {{{{P::Entropy}, 1}}, 24, {}}, figures};
}

bool isLowForRace(QSize window, double scale) {
    // At 1.4 times the type that is a projector of less than 1080 lines.
    return window.height() < 720 * scale;
}

QList<LayoutRow> raceLayout(const LayoutRoom& room) {
    using P = PanelId;
    const int figures = room.roominess == Roominess::Roomy ? 88 : 76;
    return {{{{{P::Picture}, 54}, {{P::Answer}, 46}}, 1, {}}, {{{{P::Headline}, 1}}, 1, figures}};
}

bool isDemoLowForRace(PictureShape shape, QSize window, double scale) {
    // Beside a square picture the traces stand below the answer, below a wide one they have a row.
    const int enough = shape == PictureShape::Square ? 900 : 840;
    return window.height() < enough * scale;
}

bool isAsArranged(const Docks& docks, const QList<LayoutRow>& rows) {
    QList<PanelId> arranged;
    for (const LayoutRow& row : rows) {
        for (const LayoutCell& cell : row.cells) arranged += cell.tabs + cell.below;
    }
    // A tab behind another is not visible, but not hidden either.
    return std::ranges::all_of(docks, [&arranged](const auto& entry) {
        return arranged.contains(entry.first) == !entry.second->isHidden() && !entry.second->isFloating();
    });
}

void arrange(QMainWindow& window, const Docks& docks, const QList<LayoutRow>& rows, double scale) {
    for (const auto& [id, dock] : docks) {
        window.removeDockWidget(dock);
        dock->setFloating(false);
    }
    QDockWidget* above = nullptr;
    for (const LayoutRow& row : rows) {
        QDockWidget* first = docks.at(row.cells.front().tabs.front());
        if (above) {
            window.splitDockWidget(above, first, Qt::Vertical);
        } else {
            window.addDockWidget(Qt::LeftDockWidgetArea, first);
        }
        above = first;
    }
    for (const LayoutRow& row : rows) {
        QDockWidget* left = docks.at(row.cells.front().tabs.front());
        for (const LayoutCell& cell : row.cells) {
            QDockWidget* first = docks.at(cell.tabs.front());
            if (first != left) window.splitDockWidget(left, first, Qt::Horizontal);
            left = first;
        }
    }
    for (const LayoutRow& row : rows) {
        for (const LayoutCell& cell : row.cells) {
            QDockWidget* first = docks.at(cell.tabs.front());
            QDockWidget* upper = first;
            for (const PanelId id : cell.below) {
                window.splitDockWidget(upper, docks.at(id), Qt::Vertical);
                docks.at(id)->show();
                upper = docks.at(id);
            }
            for (const PanelId id : cell.tabs) {
                if (docks.at(id) != first) window.tabifyDockWidget(first, docks.at(id));
                docks.at(id)->show();
            }
            first->raise();
        }
    }
    shareOut(window, docks, rows, scale);
}

void shareOut(QMainWindow& window, const Docks& docks, const QList<LayoutRow>& rows, double scale) {
    QList<QDockWidget*> firsts;
    QList<int> heights;
    int fixed = 0;
    int shares = 0;
    for (const LayoutRow& row : rows) {
        if (row.fixed) {
            fixed += static_cast<int>(std::lround(*row.fixed * scale));
        } else {
            shares += row.share;
        }
    }
    const int free = std::max(100, window.height() - fixed);
    for (const LayoutRow& row : rows) {
        firsts.push_back(docks.at(row.cells.front().tabs.front()));
        heights.push_back(row.fixed ? static_cast<int>(std::lround(*row.fixed * scale))
                                    : free * row.share / std::max(1, shares));
    }
    window.resizeDocks(firsts, heights, Qt::Vertical);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const LayoutRow& row = rows[i];
        QList<QDockWidget*> cells;
        QList<int> widths;
        for (const LayoutCell& cell : row.cells) {
            cells.push_back(docks.at(cell.tabs.front()));
            widths.push_back(window.width() * cell.share / 100);
            shareOutColumn(window, docks, cell, heights[i]);
        }
        if (cells.size() > 1) window.resizeDocks(cells, widths, Qt::Horizontal);
    }
}

}  // namespace msao::ui
