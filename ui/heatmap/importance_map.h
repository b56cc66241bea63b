// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "msao/engine/trace_event.h"
#include "ui/theme/theme.h"

#include <QImage>

namespace msao::ui {

enum class MapView {
    Heat,  // importance over the picture
    Kept,  // what travelled is lit, the rest is dimmed
    Both,
};

/// One pixel a language token, to be laid over the picture without smoothing: a token is the smallest thing that is
/// kept or dropped. Null where the event's grid and lists disagree.
QImage importanceMap(const engine::FrameProbed& frame, const Theme& theme, MapView view, double opacity);

/// How many tokens of a frame travel.
int keptTokens(const engine::FrameProbed& frame);

}  // namespace msao::ui
