// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/panel.h"

#include <QEvent>

namespace msao::ui {
namespace {

constexpr int kCalmMs = 90;
constexpr int kApartMs = 9;  // between two panels, so that they take turns

}  // namespace

Panel::Panel(const Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
    static int made = 0;  // GUI thread only
    m_calm.setSingleShot(true);
    m_calm.setInterval(kCalmMs + kApartMs * (made++ % 8));
    connect(&m_calm, &QTimer::timeout, this, qOverload<>(&QWidget::update));
    connect(&look, &Look::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QRectF Panel::paintSurface(Ink& ink, const QString& heading, const QString& aside) const {
    ink.roundedBox(rect(), ink.theme().panel, 10);
    if (ink.theme().name == ThemeName::HighContrast) {
        ink.painter().setBrush(Qt::NoBrush);
        ink.painter().setPen(QPen(ink.theme().hairline, 1));
        ink.painter().drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), m_look.px(10), m_look.px(10));
    }
    const qreal margin = m_look.px(16);
    QRectF room = QRectF(rect()).adjusted(margin, m_look.px(12), -margin, -m_look.px(12));
    if (heading.isEmpty()) return room;
    const QRectF line(room.topLeft(), QSizeF(room.width(), ink.heightOf(TextRole::Strong)));
    const qreal used = ink.text(line, Qt::AlignLeft, heading, TextRole::Strong, ink.theme().text) + m_look.px(12);
    ink.text(line.adjusted(used, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, aside, TextRole::Label,
             ink.theme().secondary, Shortening::Allowed);
    return room.adjusted(0, line.height() + m_look.px(8), 0, 0);
}

void Panel::paintAbsence(Ink& ink, const QRectF& room, const QString& what, const QString& remedy) const {
    const qreal height = ink.heightOf(TextRole::Body);
    const QRectF first(room.left(), room.center().y() - height, room.width(), height);
    ink.text(first, Qt::AlignHCenter, what, TextRole::Body, ink.theme().text, Shortening::Allowed);
    ink.text(first.translated(0, height * 1.2), Qt::AlignHCenter, remedy, TextRole::Label, ink.theme().secondary,
             Shortening::Allowed);
}

void Panel::updateCalmly() {
    if (!m_calm.isActive()) m_calm.start();
}

void Panel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) update();
    QWidget::changeEvent(event);
}

}  // namespace msao::ui
