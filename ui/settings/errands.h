// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/export_order.h"

#include <QCommandLineParser>
#include <QString>

#include <optional>

namespace msao::ui {

class MainWindow;

/// What msao-studio does and ends, instead of showing its window.
struct Errand {
    enum class Kind { None, SelfTest, Diagnostics, Export };
    Kind kind = Kind::None;
    ExportOrder order = {};  // of Export
    QString file;            // what it writes
};

void addErrandOptions(QCommandLineParser& parser);
/// An Error for what does not fit together or is unknown.
engine::Result<Errand> errandOf(const QCommandLineParser& parser);

/// Gives the program's exit code: 0 done, 1 not. `demoPair` is where the demo's models are; empty: nowhere.
int runErrand(const Errand& errand, MainWindow& window, const QString& recording, const QString& picture,
              const QString& demoPair);

/// What a window would be drawn on. None: there is no display, and nothing was asked for that does without one.
enum class Ground { Screen, Memory, None };

/// Before the application is made: without a display, or with --headless, it draws into memory.
Ground chooseDisplay(int argc, const char* const* argv);

}  // namespace msao::ui
