// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"
#include "ui/timeline/run_segments.h"

#include <QCoreApplication>

namespace msao::ui {

/// What a lane is called and coloured, on screen and in figures.
class TimelineLanes {
    Q_DECLARE_TR_FUNCTIONS(msao::ui::TimelineLanes)

public:
    static QString name(TimelineLane lane);
    static const QColor& colour(const Theme& theme, TimelineLane lane);
};

}  // namespace msao::ui
