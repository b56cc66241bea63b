// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/figure_ink.h"

#include "ui/theme/ink.h"

#include <QFontMetricsF>
#include <QPainterPath>

#include <algorithm>

namespace msao::ui {
namespace {

// Type is measured at this size and scaled: sizes in points are no whole pixels, and hinting is for screens.
constexpr int kMeasured = 64;

}  // namespace

FigureInk::FigureInk(QPainter& painter, const FigureStyle& style) : m_painter(painter), m_style(style) {
    m_painter.setRenderHint(QPainter::Antialiasing);
}

QFont FigureInk::font(QFont::Weight weight) const {
    QFont font;
    font.setFamilies({m_style.family, QStringLiteral("Inter"), QStringLiteral("Noto Sans CJK SC")});
    font.setPixelSize(kMeasured);
    font.setWeight(weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

double FigureInk::toPoints() const {
    return m_style.points / kMeasured;
}

double FigureInk::lineHeight() const {
    return QFontMetricsF(font(QFont::Normal)).height() * toPoints();
}

double FigureInk::widthOf(const QString& text, QFont::Weight weight) const {
    return QFontMetricsF(font(weight)).horizontalAdvance(text) * toPoints();
}

void FigureInk::text(const QRectF& box, Qt::Alignment alignment, const QString& text, const QColor& colour,
                     QFont::Weight weight) {
    if (text.isEmpty() || box.width() <= 0) return;
    const QFont type = font(weight);
    const QFontMetricsF metrics(type);
    const QString shown = metrics.elidedText(text, Qt::ElideRight, box.width() / toPoints() + 0.5);
    const QSizeF size(metrics.horizontalAdvance(shown) * toPoints(), metrics.height() * toPoints());
    double x = box.left();
    if (alignment & Qt::AlignRight) x = box.right() - size.width();
    if (alignment & Qt::AlignHCenter) x = box.center().x() - size.width() / 2;
    double y = box.top();
    if (alignment & Qt::AlignBottom) y = box.bottom() - size.height();
    if (alignment & Qt::AlignVCenter) y = box.center().y() - size.height() / 2;
    QPainterPath letters;
    letters.addText(0, metrics.ascent(), type, shown);
    const QTransform place = QTransform::fromTranslate(x, y).scale(toPoints(), toPoints());
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(colour);
    m_painter.drawPath(place.map(letters));
    const QRectF bounds = m_painter.transform().mapRect(QRectF(QPointF(x, y), size));
    TextLedger::note({nullptr, text, bounds, shown != text});
}

void FigureInk::uprightText(const QRectF& box, const QString& text, const QColor& colour) {
    m_painter.save();
    m_painter.translate(box.center());
    m_painter.rotate(-90);
    const QRectF turned(-box.height() / 2, -box.width() / 2, box.height(), box.width());
    this->text(turned, Qt::AlignCenter, text, colour);
    m_painter.restore();
}

void FigureInk::line(QPointF from, QPointF to, const QColor& colour, double width, Qt::PenStyle style) {
    m_painter.setPen(QPen(colour, width, style));
    m_painter.drawLine(from, to);
}

}  // namespace msao::ui
