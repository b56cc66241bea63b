// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/studio_options.h"
#include "ui/window/main_window.h"

namespace msao::app {

/// Theme, language, size of text and where the panels stand, kept from one start to the next. What the command line
/// says goes before what was kept.
void restoreSettings(ui::MainWindow& window, const StudioOptions& options);
void saveSettings(const ui::MainWindow& window, ui::Look& look);

}  // namespace msao::app
