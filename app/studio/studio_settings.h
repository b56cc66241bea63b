// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/studio_options.h"
#include "ui/window/main_window.h"

namespace msao::app {

/// Theme, language, size of text, where the panels stand and what conversations were called, kept from one start to the
/// next. What the command line says goes before what was kept.
void restoreSettings(ui::MainWindow& window, const StudioOptions& options);
void saveSettings(ui::MainWindow& window);
/// Their names in order: nothing that was said or shown. A replay's are not kept.
void saveConversations(ui::MainWindow& window);

}  // namespace msao::app
