// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

#include <functional>

namespace msao::ui {

/// What a table of that height leaves over below its last whole row. A table that stands at its end aligns the last
/// row with its lower edge; without a remainder its first one is not cut either.
int heightLeftOver(const QTableView& table, int height);

/// While `follows` says so, the table stands at its end, however its size and its rows change.
void keepAtEnd(QTableView& table, std::function<bool()> follows);

}  // namespace msao::ui
