// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/main_window.h"

namespace msao::app {

/// Shows the window with every panel side by side, none behind another.
void openAllPanels(ui::MainWindow& window, QSize size);

/// How many of them can be seen.
int openPanels(const ui::MainWindow& window);

}  // namespace msao::app
