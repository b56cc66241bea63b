// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QSettings;

namespace msao::ui {

/// What a live run begins with where the command line says nothing. Theme, language and text size are the window's own.
/// The secret of the token is not among it (secret_store.h).
struct Preferences {
    QString server;       // "wss://host:port"; empty: none
    QString authorities;  // PEM file, for wss://: one of these has signed its certificate; empty: this machine's
    QString token;        // the name to log in with
    QString draft;        // checkpoint folder of the edge's model; empty: the first pair that is found
    QString link;         // emulated, as --link has it; empty: the link as it is
    QString recordings;   // folder; empty: among the user's documents
    bool operator==(const Preferences&) const = default;
};

Preferences loadPreferences(const QSettings& settings);
void savePreferences(QSettings& settings, const Preferences& preferences);

/// Whether the page that greets new users has been seen or skipped.
bool hasSeenFirstRun(const QSettings& settings);
void markFirstRunSeen(QSettings& settings);

}  // namespace msao::ui
