// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/figure_ink.h"
#include "ui/theme/marks.h"

#include <QList>

#include <optional>

namespace msao::ui {

/// What a sign of the figure means. A mark, or else a stroke in the colour.
struct LegendEntry {
    QString text;
    QColor colour;
    std::optional<TokenMark> mark = {};
    Qt::PenStyle stroke = Qt::SolidLine;
    bool isTriangle = false;  // what the entropy gate sent off
};

/// A picture for a paper or a slide, drawn from a run's records. It needs no window.
class Figure {
public:
    virtual ~Figure() = default;

    virtual QString heading() const = 0;
    /// Why there is nothing to draw, as a sentence; empty if there is.
    virtual QString absence() const = 0;
    virtual QList<LegendEntry> legend(const Theme& theme) const = 0;
    virtual void paint(FigureInk& ink, const QRectF& room) const = 0;
};

/// The whole figure: surface, heading, content, legend below. One unit of the painter is a point.
void paintFigure(const Figure& figure, QPainter& painter, const FigureStyle& style);

/// 1, 2 or 5 times a power of ten: the distance of about `wanted` labels on an axis.
double axisStep(double span, int wanted);

}  // namespace msao::ui
