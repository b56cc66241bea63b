// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/whole_rows.h"

#include <QHeaderView>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace msao::ui {

int heightLeftOver(const QTableView& table, int height) {
    const int rows = height - table.horizontalHeader()->sizeHint().height() - 2 * table.frameWidth();
    return std::max(0, rows) % table.verticalHeader()->defaultSectionSize();
}

void keepAtEnd(QTableView& table, std::function<bool()> follows) {
    QScrollBar* bar = table.verticalScrollBar();
    QObject::connect(bar, &QScrollBar::rangeChanged, &table, [bar, follows = std::move(follows)](int, int last) {
        if (follows()) bar->setValue(last);
    });
}

}  // namespace msao::ui
