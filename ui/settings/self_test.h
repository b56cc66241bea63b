// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace msao::ui {

class MainWindow;

/// Tries on this machine what a package could have left out: typeface, icons, languages, settings, and a small run that
/// is recorded, read back, shown and exported. Says how each fared on stdout; true if all is well.
bool runSelfTest(MainWindow& window);

}  // namespace msao::ui
