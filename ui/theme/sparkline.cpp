// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/sparkline.h"

#include <algorithm>
#include <cmath>

namespace msao::ui {
namespace {

/// At most two points every two pixels: the lowest and the highest of a column. More take long to stroke, and show no
/// more.
QPolygonF columnsOf(const Sparkline& line, const QRectF& plot, double fromMs, double toMs) {
    QPolygonF polygon;
    double column = -1;
    qreal low = 0;
    qreal high = 0;
    for (const QPointF& point : line.points) {
        const qreal x = plot.left() + plot.width() * (point.x() - fromMs) / std::max(1e-9, toMs - fromMs);
        const qreal y = plot.bottom() - plot.height() * std::clamp(point.y() / line.top, 0.0, 1.0);
        if (std::floor(x / 2) != column) {
            column = std::floor(x / 2);
            low = high = y;
            polygon << QPointF(x, y);
            continue;
        }
        if (y >= high && y <= low) continue;
        low = std::max(low, y);
        high = std::min(high, y);
        polygon << QPointF(x, y);
    }
    return polygon;
}

}  // namespace

void paintSparklines(Ink& ink, const QRectF& room, const QList<Sparkline>& lines, double fromMs, double toMs) {
    if (lines.isEmpty()) return;
    const qreal least = ink.heightOf(TextRole::Body) + ink.look().px(4);
    const auto fitting = std::clamp<qsizetype>(static_cast<qsizetype>(room.height() / least), 1, lines.size());
    const qreal row = room.height() / static_cast<qreal>(fitting);
    qreal names = 0;
    qreal values = 0;
    for (const Sparkline& line : lines) {
        names = std::max(names, ink.widthOf(line.name, TextRole::Body));
        values = std::max(values, ink.widthOf(line.value, TextRole::Strong));
    }
    for (qsizetype i = 0; i < fitting; ++i) {
        const Sparkline& line = lines[i];
        const QRectF place(room.left(), room.top() + row * static_cast<qreal>(i), room.width(), row);
        ink.text(place, Qt::AlignVCenter, line.name, TextRole::Body, ink.theme().secondary);
        ink.text(place, Qt::AlignVCenter | Qt::AlignRight, line.value, TextRole::Strong, ink.theme().text);
        const QRectF plot =
            place.adjusted(names + ink.look().px(14), ink.look().px(4), -values - ink.look().px(14), -ink.look().px(4));
        if (plot.width() < ink.look().px(24)) continue;
        ink.hairline(plot.bottomLeft(), plot.bottomRight());
        ink.painter().setPen(QPen(line.colour, 1.8));
        ink.painter().drawPolyline(columnsOf(line, plot, fromMs, toMs));
    }
}

}  // namespace msao::ui
