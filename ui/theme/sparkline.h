// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/ink.h"

#include <QList>
#include <QPointF>

namespace msao::ui {

/// A small chart of one figure: its name, the newest value, and the way it came.
struct Sparkline {
    QString name;
    QString value;
    QList<QPointF> points;  // time against magnitude
    double top = 1;         // of the scale, from 0
    QColor colour;
};

/// One below the other, each with room for its line; those that do not fit are left out.
void paintSparklines(Ink& ink, const QRectF& room, const QList<Sparkline>& lines, double fromMs, double toMs);

}  // namespace msao::ui
