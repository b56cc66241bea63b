// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/screen_device.h"
#include "edge/capture/microphone_device.h"
#include "edge/link/cloud_trust.h"
#include "ui/live/live_desk.h"

#include <QString>

#include <functional>
#include <memory>

namespace msao::app {

/// What a live run begins with.
struct LiveOptions {
    bool isDemo = false;     // with a cloud of its own, and a question that asks itself
    QString server;          // of a live run that is no demo; empty: the edge alone
    QString token;           // its name
    QString secretFile;      // holds its secret
    edge::TrustFiles trust;  // for wss://
    QString draft;           // checkpoint folder; of a demo it is the pair's
    QString pair;            // folder with draft and target; empty: the first that is there
    QString cloudProgram;    // empty: beside this program
    ui::SourceWish source;
    QString link;      // emulated; empty: as it is
    QString question;  // asked as soon as it can be; empty: none
    ui::Tuning tuning;
    bool isPolicyGiven = false;  // by whoever started it
    bool isLinkGiven = false;    // likewise, and be it none
    QString recordings;          // folder for recordings; empty: among the user's documents
    int threads = 0;             // of the draft model; 0: as many as it likes
    QString mic;                 // that may be opened, by a part of its name; empty: whoever is asked first chooses
    std::function<std::unique_ptr<edge::MicrophoneDevice>()> microphone = {};  // null: this machine's
    std::function<std::unique_ptr<ScreenDevice>()> screen = {};                // null: this machine's
    bool isLive() const { return isDemo || !server.isEmpty() || !draft.isEmpty(); }
};

/// What a demo shows where nothing else was asked for, however it is begun.
inline void completeDemo(LiveOptions& options) {
    if (options.question.isEmpty()) options.question = ui::LiveDesk::demoQuestion();
    // Algorithm 1 to the letter: the adaptive policy would leave so small a pair to one side.
    if (!options.isPolicyGiven) options.tuning.policy = engine::Policy::Paper;
    // What the paper measured on; said to be emulated wherever it shows.
    if (!options.isLinkGiven && options.link.isEmpty()) options.link = QStringLiteral("300mbit,20ms");
}

/// Where a pair of models lies: as installed, as shipped, or as ./demo made it; empty if nowhere.
QString findPair();

}  // namespace msao::app
