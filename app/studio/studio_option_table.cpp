// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/studio_option_table.h"

namespace msao::app {
namespace {

using Table = QList<QCommandLineOption>;

/// What is shown of a recorded run.
Table recordingOptions() {
    return {
        {QStringLiteral("replay"), QStringLiteral("Opens a recorded run, paused."), QStringLiteral("file.msao")},
        {QStringLiteral("picture"), QStringLiteral("The picture that the run looked at."), QStringLiteral("file")},
        {QStringLiteral("at"),
         QStringLiteral("Shows this moment of the recording; the end, if not given with a screenshot."),
         QStringLiteral("seconds")},
        {QStringLiteral("screenshot-to"), QStringLiteral("Saves the window as a picture and ends."),
         QStringLiteral("file.png")},
        {QStringLiteral("all-layouts"), QStringLiteral("With --screenshot-to: a picture of every workspace.")},
    };
}

/// Whom it talks to.
Table cloudOptions() {
    return {
        {QStringLiteral("demo"),
         QStringLiteral("Runs live with a cloud of its own and asks the first question itself.")},
        {QStringLiteral("server"), QStringLiteral("Runs live with this cloud."), QStringLiteral("ws://host:port")},
        {QStringLiteral("token"), QStringLiteral("The name of the token to log in with."), QStringLiteral("name")},
        {QStringLiteral("secret"), QStringLiteral("File that holds the token's secret."), QStringLiteral("file")},
        {QStringLiteral("ca"),
         QStringLiteral("With wss://: the authorities, PEM, one of which signed the cloud's certificate; without it "
                        "those that this machine trusts."),
         QStringLiteral("file")},
        {QStringLiteral("cert"), QStringLiteral("With wss://: a certificate of one's own, PEM, for clouds that ask."),
         QStringLiteral("file")},
        {QStringLiteral("key"), QStringLiteral("Its key, PEM."), QStringLiteral("file")},
        {QStringLiteral("draft"), QStringLiteral("The draft model; without --server the edge answers alone."),
         QStringLiteral("folder")},
        {QStringLiteral("pair"), QStringLiteral("With --demo: the folder that holds draft and target."),
         QStringLiteral("folder")},
        {QStringLiteral("link"), QStringLiteral("Emulates this link, such as 300mbit,20ms."), QStringLiteral("link")},
    };
}

/// What is looked at, and asked.
Table questionOptions() {
    return {
        {QStringLiteral("source"),
         QStringLiteral("What is looked at: scene, scene:SEED, none, or a picture, folder or .y4m file."),
         QStringLiteral("source")},
        {QStringLiteral("mic"),
         QStringLiteral(
             "The microphone that may be opened, by its id or a part of its name; it is when somebody talks."),
         QStringLiteral("name")},
        {QStringLiteral("ask"), QStringLiteral("Asks this as soon as it can be."), QStringLiteral("question")},
        {QStringLiteral("mode"), QStringLiteral("How questions are answered: msao, never-idle, cloud-only, ..."),
         QStringLiteral("mode")},
        {QStringLiteral("policy"), QStringLiteral("adaptive or paper."), QStringLiteral("policy")},
        {QStringLiteral("recordings"), QStringLiteral("Folder for recordings."), QStringLiteral("folder")},
    };
}

Table measuringOptions() {
    return {
        {QStringLiteral("bench-ui"),
         QStringLiteral("Measures how the window keeps up with a busy run, every panel open, and ends.")},
        {QStringLiteral("bench-minutes"), QStringLiteral("With --bench-ui: how long; 0.5 if not given."),
         QStringLiteral("minutes")},
        {QStringLiteral("bench-json"), QStringLiteral("With --bench-ui: writes the figures there, too."),
         QStringLiteral("file.json")},
        {QStringLiteral("first-frame"), QStringLiteral("Says when the first picture was on screen, and ends.")},
    };
}

Table windowOptions() {
    return {
        {QStringLiteral("presenter"), QStringLiteral("Begins in presenter mode.")},
        {QStringLiteral("size"), QStringLiteral("Size of the window."), QStringLiteral("WIDTHxHEIGHT")},
        {QStringLiteral("layout"), QStringLiteral("demo, debug, replay or qa."), QStringLiteral("workspace")},
        {QStringLiteral("theme"), QStringLiteral("dark, light or high-contrast."), QStringLiteral("theme")},
        {QStringLiteral("lang"), QStringLiteral("en, zh_CN or de."), QStringLiteral("language")},
        {QStringLiteral("scale"), QStringLiteral("Size of all text, 0.8 to 2."), QStringLiteral("factor")},
    };
}

}  // namespace

QList<QCommandLineOption> studioOptionTable() {
    return recordingOptions() + cloudOptions() + questionOptions() + measuringOptions() + windowOptions();
}

}  // namespace msao::app
