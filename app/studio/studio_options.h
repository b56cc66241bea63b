// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/bench/ui_bench.h"
#include "app/studio/live_options.h"
#include "ui/settings/errands.h"
#include "ui/theme/theme.h"
#include "ui/window/language.h"
#include "ui/workspaces/workspace.h"

#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>

namespace msao::app {

/// The command line of msao-studio.
struct StudioOptions {
    QString replay;
    ui::Errand errand;  // what is done instead of showing the window
    LiveOptions live;
    QString picture;  // what the recording looked at; else a picture beside the recording, by its name
    std::optional<double> atSeconds;
    QString screenshotTo;
    bool allLayouts = false;
    std::optional<UiBenchOptions> bench;  // measured instead of shown
    bool endsAfterFirstFrame = false;
    bool isPresenting = false;
    QSize size{1600, 900};
    std::optional<ui::Workspace> workspace;
    std::optional<ui::ThemeName> theme;
    std::optional<ui::Language> language;
    std::optional<double> scale;
};

/// Ends the program with a message where an argument is unknown or out of range, and for --help and --version.
StudioOptions parseStudioOptions(const QStringList& arguments);

}  // namespace msao::app
