// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/ink.h"

#include <QFontMetricsF>

#include <algorithm>

namespace msao::ui {
namespace {

TextLedger* openLedger = nullptr;  // GUI thread only: text is painted there

QRectF placed(const QRectF& box, Qt::Alignment alignment, QSizeF size) {
    qreal x = box.left();
    if (alignment & Qt::AlignRight) x = box.right() - size.width();
    if (alignment & Qt::AlignHCenter) x = box.center().x() - size.width() / 2;
    qreal y = box.top();
    if (alignment & Qt::AlignBottom) y = box.bottom() - size.height();
    if (alignment & Qt::AlignVCenter) y = box.center().y() - size.height() / 2;
    return {QPointF(x, y), size};
}

}  // namespace

TextLedger::TextLedger() {
    openLedger = this;
}

TextLedger::~TextLedger() {
    openLedger = nullptr;
}

void TextLedger::note(PaintedText entry) {
    if (openLedger) openLedger->m_entries.push_back(std::move(entry));
}

Ink::Ink(QWidget* widget, const Look& look) : m_widget(widget), m_look(look), m_painter(widget) {
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setRenderHint(QPainter::TextAntialiasing);
}

qreal Ink::text(const QRectF& box, Qt::Alignment alignment, const QString& text, TextRole role, const QColor& colour,
                Shortening shortening) {
    if (text.isEmpty()) return 0;
    ShapedText line = m_look.shaped(role, text);
    const bool isTooWide = line.width > box.width() + 0.5;
    if (isTooWide) line = m_look.shaped(role, text, std::max(0, static_cast<int>(box.width())));
    const QFontMetricsF metrics(m_look.font(role));
    const QRectF bounds = placed(box, alignment, {line.width, metrics.height()});
    m_painter.setPen(colour);
    line.draw(m_painter, {bounds.left(), bounds.top() + metrics.ascent()});
    TextLedger::note({m_widget, text, bounds, isTooWide && shortening == Shortening::Fault});
    return line.width;
}

qreal Ink::widthOf(const QString& text, TextRole role) const {
    return m_look.shaped(role, text).width;
}

qreal Ink::heightOf(TextRole role) const {
    return QFontMetricsF(m_look.font(role)).height();
}

void Ink::roundedBox(const QRectF& box, const QColor& colour, double radius) {
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(colour);
    m_painter.drawRoundedRect(box, m_look.px(radius), m_look.px(radius));
}

void Ink::hairline(QPointF from, QPointF to) {
    m_painter.setPen(QPen(m_look.theme().hairline, 1));
    m_painter.drawLine(from, to);
}

}  // namespace msao::ui
