// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/bench/tick_meter.h"
#include "app/studio/bench/ui_load.h"
#include "ui/window/main_window.h"

#include <QString>

#include <optional>

namespace msao::app {

struct UiBenchOptions {
    double minutes = 0.5;  // of steady load
    QString json;          // file for the figures; empty: none
    QString program;       // msao-studio, started anew for its first frame; empty: that is not measured
    QString pair;          // of models, for the demo's; empty: that is not measured
};

/// What the GUI thread computes for a token while the answer has about so many of them.
struct TokenCost {
    std::int64_t from = 0;
    std::int64_t to = 0;
    double ms = 0;     // for a token, with the pictures that are shown meanwhile
    double ownMs = 0;  // without them
    double worstTickMs = 0;
};

struct MemorySlope {
    double beginMegabytes = 0;
    double endMegabytes = 0;
    double kilobytesPerMinute = 0;  // by least squares, without the first third
};

struct UiBenchFigures {
    UiLoadRates rates;
    QSize window;
    int openDocks = 0;
    double minutes = 0;
    TickFigures bare;
    TickFigures ticks;
    double videoCpuShare = 0;  // of one core, for the pictures alone
    double loadCpuShare = 0;   // of one core, under the whole load
    TokenCost few;
    TokenCost many;
    std::optional<double> replayFirstFrameMs;
    std::optional<double> demoFirstFrameMs;
    MemorySlope memory;
    std::int64_t picturesSent = 0;
    std::int64_t picturesPainted = 0;
    std::int64_t tokensShown = 0;
    std::int64_t eventsDropped = 0;
    bool countsAddUp = false;
};

/// Loads the window as a busy live run does, with every panel open, and says how well it keeps up. Returns the
/// program's exit code: 0 if everything ran and was shown, however slowly.
int runUiBench(MeteredApplication& application, ui::MainWindow& window, const UiBenchOptions& options);

}  // namespace msao::app
