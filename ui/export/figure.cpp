// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/figure.h"

#include <cmath>

namespace msao::ui {
namespace {

constexpr double kPointsPerMm = 72 / 25.4;

void paintSign(FigureInk& ink, const LegendEntry& entry, const QRectF& square) {
    QPainter& painter = ink.painter();
    if (entry.mark) {
        drawMark(painter, *entry.mark, square, entry.colour);
    } else if (entry.isTriangle) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(entry.colour);
        painter.drawPolygon(QPolygonF({square.topLeft(), square.topRight(), {square.center().x(), square.bottom()}}));
    } else {
        ink.line({square.left() - ink.em() * 0.5, square.center().y()}, {square.right(), square.center().y()},
                 entry.colour, 1.2, entry.stroke);
    }
}

/// Entries in as many rows as they need, from the bottom up; gives the height that was used.
double paintLegend(FigureInk& ink, const QList<LegendEntry>& entries, const QRectF& room) {
    const double em = ink.em();
    const double row = ink.lineHeight() * 1.15;
    QList<QList<LegendEntry>> rows;
    double used = room.width() + 1;
    for (const LegendEntry& entry : entries) {
        const double width = ink.widthOf(entry.text) + em * 3;
        if (used + width > room.width() + em) {
            rows.push_back({});
            used = 0;
        }
        rows.back().push_back(entry);
        used += width;
    }
    double y = room.bottom() - row * static_cast<double>(rows.size());
    for (const QList<LegendEntry>& line : rows) {
        double x = room.left();
        for (const LegendEntry& entry : line) {
            paintSign(ink, entry, QRectF(x + em * 0.4, y + row / 2 - em * 0.4, em * 0.8, em * 0.8));
            const double width = ink.widthOf(entry.text) + 1;
            ink.text(QRectF(x + em * 1.6, y, width, row), Qt::AlignVCenter, entry.text, ink.theme().text);
            x += width - 1 + em * 3;
        }
        y += row;
    }
    return entries.isEmpty() ? 0 : row * static_cast<double>(rows.size()) + em * 0.5;
}

}  // namespace

void paintFigure(const Figure& figure, QPainter& painter, const FigureStyle& style) {
    FigureInk ink(painter, style);
    const QRectF whole(QPointF(0, 0), style.millimetres * kPointsPerMm);
    painter.fillRect(whole, ink.theme().panel);
    const double margin = ink.em() * 0.7;
    QRectF room = whole.adjusted(margin, margin, -margin, -margin);
    ink.text(QRectF(room.topLeft(), QSizeF(room.width(), ink.lineHeight())), Qt::AlignLeft, figure.heading(),
             ink.theme().text, QFont::DemiBold);
    room.setTop(room.top() + ink.lineHeight() * 1.3);
    room.setBottom(room.bottom() - paintLegend(ink, figure.legend(ink.theme()), room));
    figure.paint(ink, room);
}

double axisStep(double span, int wanted) {
    const double rough = span / wanted;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= rough) return factor * power;
    }
    return 10 * power;
}

}  // namespace msao::ui
