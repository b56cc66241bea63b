// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/bench/open_panels.h"

#include <algorithm>

namespace msao::app {
namespace {

constexpr qsizetype kRows = 3;

}  // namespace

void openAllPanels(ui::MainWindow& window, QSize size) {
    // From now on they stand where they are put.
    window.actionRegistry().action(ui::CommandId::LockLayout)->setChecked(false);
    window.resize(size);
    QList<QDockWidget*> docks;
    for (const auto& [id, dock] : window.panels().docks()) {
        window.removeDockWidget(dock);
        docks.push_back(dock);
    }
    const qsizetype columns = (docks.size() + kRows - 1) / kRows;
    for (qsizetype first = 0; first < docks.size(); first += columns) {
        if (first == 0) {
            window.addDockWidget(Qt::LeftDockWidgetArea, docks[first]);
        } else {
            window.splitDockWidget(docks[first - columns], docks[first], Qt::Vertical);
        }
    }
    for (qsizetype i = 0; i < docks.size(); ++i) {
        if (i % columns != 0) window.splitDockWidget(docks[i - 1], docks[i], Qt::Horizontal);
        docks[i]->show();
    }
    window.show();
}

int openPanels(const ui::MainWindow& window) {
    return static_cast<int>(std::ranges::count_if(
        window.panels().docks(), [](const auto& entry) { return !entry.second->visibleRegion().isEmpty(); }));
}

}  // namespace msao::app
