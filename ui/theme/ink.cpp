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
    const QFont font = m_look.font(role);
    const QFontMetricsF metrics(font);
    const qreal wanted = metrics.horizontalAdvance(text);
    const bool isTooWide = wanted > box.width() + 0.5;
    const QString shown = isTooWide ? metrics.elidedText(text, Qt::ElideRight, std::max(0.0, box.width())) : text;
    const qreal used = isTooWide ? metrics.horizontalAdvance(shown) : wanted;
    const QRectF bounds = placed(box, alignment, {used, metrics.height()});
    m_painter.setFont(font);
    m_painter.setPen(colour);
    m_painter.drawText(QPointF(bounds.left(), bounds.top() + metrics.ascent()), shown);
    TextLedger::note({m_widget, text, bounds, isTooWide && shortening == Shortening::Fault});
    return used;
}

qreal Ink::widthOf(const QString& text, TextRole role) const {
    return QFontMetricsF(m_look.font(role)).horizontalAdvance(text);
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
