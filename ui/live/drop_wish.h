// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/live/live_state.h"

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

/// What dropped or pasted things ask for; nothing where they are nothing that can be looked at, asked or opened.
using DropWish = std::variant<std::monostate, SourceWish, DroppedRecording, DroppedSound, DroppedQuestion>;

DropWish dropWish(const QMimeData& data);

}  // namespace msao::ui
