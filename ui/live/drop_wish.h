// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/live/live_state.h"

#include <QCoreApplication>
#include <QMimeData>
#include <QString>

#include <variant>

namespace msao::ui {

struct DroppedRecording {
    QString file;
};
struct DroppedSound {
    QString file;
};
struct DroppedQuestion {
    QString text;
};

/// A file that can be neither looked at, nor asked, nor opened.
struct DroppedInVain {
    QString why;  // in words
};

/// What dropped or pasted things ask for; nothing where there is neither a file nor a picture nor text in them.
using DropWish =
    std::variant<std::monostate, SourceWish, DroppedRecording, DroppedSound, DroppedQuestion, DroppedInVain>;

DropWish dropWish(const QMimeData& data);

/// Why something is not taken, and what would be.
class DropWords {
    Q_DECLARE_TR_FUNCTIONS(msao::ui::DropWords)

public:
    static QString unknown(const QString& file);
    static QString unreadable(const QString& file);
    static QString nothing();
    static QString nothingRuns();
};

}  // namespace msao::ui
