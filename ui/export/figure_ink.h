// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/figure_style.h"

#include <QFont>
#include <QPainter>

namespace msao::ui {

/// Paints a figure in points (1/72 inch) on any device. Letters are drawn as outlines, so a figure looks the same where
/// its typeface is not installed; their boxes go into the TextLedger, with no widget.
class FigureInk {
public:
    FigureInk(QPainter& painter, const FigureStyle& style);

    QPainter& painter() { return m_painter; }
    const Theme& theme() const { return themeOf(m_style.theme); }
    /// The size of the type, by which distances are measured.
    double em() const { return m_style.points; }
    double lineHeight() const;

    /// Text that is wider than its box is shortened.
    void text(const QRectF& box, Qt::Alignment alignment, const QString& text, const QColor& colour,
              QFont::Weight weight = QFont::Normal);
    /// Read from below to above, in the middle of the box.
    void uprightText(const QRectF& box, const QString& text, const QColor& colour);
    double widthOf(const QString& text, QFont::Weight weight = QFont::Normal) const;

    void line(QPointF from, QPointF to, const QColor& colour, double width = 0.5, Qt::PenStyle style = Qt::SolidLine);

private:
    QFont font(QFont::Weight weight) const;
    double toPoints() const;

    QPainter& m_painter;
    const FigureStyle& m_style;
};

}  // namespace msao::ui
