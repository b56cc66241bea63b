// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/studio_options.h"
#include "ui/window/main_window.h"

namespace msao::app {

/// Saves the window as it is, or every workspace of it. False where a file could not be written.
bool saveScreenshots(ui::MainWindow& window, const StudioOptions& options);

}  // namespace msao::app
