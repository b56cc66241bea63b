// SPDX-License-Identifier: GPL-3.0-or-later
// What a live run is besides its trace, as values: what people want of it, and how it stands.
#pragma once

#include "msao/engine/cost_model.h"
#include "msao/engine/importance_kind.h"
#include "msao/engine/method_options.h"
#include "msao/engine/mode.h"

#include <QByteArray>
#include <QImage>
#include <QList>
#include <QRect>
#include <QSize>
#include <QString>

#include <cstdint>
#include <optional>

namespace msao::ui {

enum class SourceKind { Scene, File, Still, Camera, Screen, None };

/// Where pictures are to come from.
struct SourceWish {
    SourceKind kind = SourceKind::Scene;
    QString file;             // of File: a picture, a folder, a .y4m
    QImage image;             // of Still
    QByteArray cameraId;      // of Camera, as the system has it
    QString cameraName;       //
    QSize cameraSize;         // empty: as the camera likes
    bool isMirrored = false;  // of Camera
    std::uint64_t seed = 1;   // of Scene
    QRect region;             // of Screen, on the desktop
};

struct CameraChoice {
    QByteArray id;
    QString name;
    QList<QSize> sizes;  // that it knows, the smallest first
    bool operator==(const CameraChoice&) const = default;
};

/// How the next question is answered.
struct Tuning {
    engine::Mode mode = engine::Mode::Msao;
    engine::Policy policy = engine::Policy::Adaptive;
    double temperature = 0;
    int topK = 0;     // of a temperature; 0: all
    double topP = 1;  // likewise
    int seed = 0;
    std::optional<engine::ImportanceKind> pruning;  // who says which tokens matter; absent: the best there is
    int maxNewTokens = 128;
    std::optional<int> cloudBudget;
    engine::MethodOptions method;
    bool operator==(const Tuning&) const = default;
};

/// A question that is asked again by itself whenever the scene has changed.
struct WatchWish {
    bool isOn = false;
    QString question;
    double threshold = 0.05;  // of the share that changed (γ) since it was asked, which has to be over it
    int pauseSeconds = 10;    // between two questions, at least
    bool operator==(const WatchWish&) const = default;
};

/// What the user should know now, gravest first.
enum class Trouble {
    ServerFailed,    // the cloud of a demo did not start, or has ended
    ServerUnusable,  // no cloud has that address, or it may not be believed: see its words
    ModelFailed,
    CloudRefused,
    CloudGone,
    SourceGone,
    MicrophoneFault,
    NotTaken,  // what was dropped, pasted or opened
    RecordingFailed,
    Replaying,  // a recording is shown while the live run goes on
    Recorded,   // a recording has been written, and the last question's picture
    RecordedWithoutPicture,
    ModelLoading,
    Connecting,
};

/// Something that helps, as a button.
enum class Remedy { None, StartCloud, ConnectNow, UseScene, OpenRecording, BackToLive, OpenSettings, Dismiss };

struct Notice {
    Trouble trouble = Trouble::Connecting;
    QString words;  // of whoever found it; a cause, a file's name
    bool operator==(const Notice&) const = default;
};

struct LiveState {
    bool isAttached = false;   // a program stands behind the controls
    bool hasAsked = false;     // something that can be asked again
    bool isAnswering = false;  //
    bool isRecording = false;
    bool isScreenRead = false;  // a part of the screen is, now
    QString place;              // where the cloud is: "this machine", "host:7443"; empty: none
    QString sourceName;         // empty: none
    QString link;               // the emulated one, as it was asked for; empty: the link as it is
    bool canSplit = false;      // the cloud's model is here, too: mode perllm can be raced
    QList<Notice> notices;
    bool operator==(const LiveState&) const = default;
};

}  // namespace msao::ui
