// SPDX-License-Identifier: Apache-2.0
// The window with the sample run in it, and what of its text is cut or lies over something.
#pragma once

#include "tests/ui/sample_run.h"
#include "ui/theme/ink.h"
#include "ui/window/main_window.h"

#include <QStringList>

#include <memory>
#include <vector>

namespace msao::test {

std::unique_ptr<ui::MainWindow> windowWithSample(QSize size = {1600, 900});
/// Layouts settle in a few rounds of posted events.
void settle();

/// What is cut, and what lies over something else, in one sentence a fault.
QStringList faultsOf(const ui::TextLedger& ledger);
/// Of the widgets of a bar: none narrower than its words, none over its neighbour or beyond the bar.
QStringList faultsOfRow(const QWidget& row);

}  // namespace msao::test
