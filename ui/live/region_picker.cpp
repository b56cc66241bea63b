// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/region_picker.h"

#include "ui/live/compositing.h"

#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScreen>

#include <algorithm>

namespace msao::ui {
namespace {

constexpr int kVeil = 120;  // of 255: what lies below is still to be seen

/// What all screens show now.
QPixmap desktop(const QRect& place) {
    QPixmap picture(place.size());
    picture.fill(Qt::black);
    QPainter painter(&picture);
    for (QScreen* screen : QGuiApplication::screens())
        painter.drawPixmap(screen->geometry().translated(-place.topLeft()), screen->grabWindow());
    return picture;
}

}  // namespace

RegionPicker::RegionPicker(const Look& look, QWidget* parent)
    : QWidget(parent, Qt::Window | Qt::FramelessWindowHint | Qt::WindowStaysOnTopHint | Qt::Tool), m_look(look) {
    setAttribute(Qt::WA_TranslucentBackground);
    setCursor(Qt::CrossCursor);
    setFocusPolicy(Qt::StrongFocus);
}

void RegionPicker::open() {
    setAccessibleName(tr("Choose a part of the screen"));
    m_isDrawing = false;
    m_from = m_to = {};
    setGeometry(screen()->virtualGeometry());
    m_below = isComposited() ? QPixmap() : desktop(geometry());
    show();
    raise();
    activateWindow();
    setFocus();
}

QRect RegionPicker::region() const {
    return {QPoint(std::min(m_from.x(), m_to.x()), std::min(m_from.y(), m_to.y())),
            QPoint(std::max(m_from.x(), m_to.x()), std::max(m_from.y(), m_to.y()))};
}

void RegionPicker::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintVeil(painter);
    if (m_isDrawing) {
        painter.setPen(QPen(m_look.theme().accent, 2));
        painter.drawRect(region());
    }
    paintWords(painter);
}

/// Nobody draws on it any more.
void RegionPicker::hideEvent(QHideEvent* event) {
    if (!event->spontaneous()) m_below = {};
}

void RegionPicker::paintVeil(QPainter& painter) const {
    const QRect clear = m_isDrawing ? region() : QRect();
    if (!m_below.isNull()) {
        painter.drawPixmap(0, 0, m_below);
        for (const QRect& veiled : QRegion(rect()) - QRegion(clear)) painter.fillRect(veiled, QColor(0, 0, 0, kVeil));
        return;
    }
    painter.setCompositionMode(QPainter::CompositionMode_Source);
    painter.fillRect(rect(), QColor(0, 0, 0, kVeil));
    painter.fillRect(clear, QColor(0, 0, 0, 1));  // not 0: the mouse would fall through
    painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
}

/// On the screen that the mouse is on, where it is not being drawn.
void RegionPicker::paintWords(QPainter& painter) const {
    const QString words =
        tr("Draw a rectangle around what is to be looked at. All that shows in it goes to the models "
           "while it is the source. Esc: nothing does.");
    const QRect place(screen()->geometry().translated(-geometry().topLeft()));
    painter.setFont(m_look.font(TextRole::Question));
    const QRect room = place.adjusted(place.width() / 6, m_look.px(24), -place.width() / 6, 0);
    QRect box = painter.fontMetrics().boundingRect(room, Qt::AlignHCenter | Qt::TextWordWrap, words);
    box.adjust(-m_look.px(24), -m_look.px(12), m_look.px(24), m_look.px(12));
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_look.theme().panel);
    painter.drawRoundedRect(box, m_look.px(10), m_look.px(10));
    painter.setPen(m_look.theme().text);
    painter.drawText(box, Qt::AlignCenter | Qt::TextWordWrap, words);
}

void RegionPicker::mousePressEvent(QMouseEvent* event) {
    m_isDrawing = event->button() == Qt::LeftButton;
    m_from = m_to = event->position().toPoint();
    update();
}

void RegionPicker::mouseMoveEvent(QMouseEvent* event) {
    if (!m_isDrawing) return;
    m_to = event->position().toPoint();
    update();
}

void RegionPicker::mouseReleaseEvent(QMouseEvent* event) {
    if (!m_isDrawing || event->button() != Qt::LeftButton) return;
    m_isDrawing = false;
    m_to = event->position().toPoint();
    update();
    if (region().width() < kLeastSide || region().height() < kLeastSide) return;
    hide();
    Q_EMIT picked(region().translated(geometry().topLeft()));
}

void RegionPicker::keyPressEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Escape) return QWidget::keyPressEvent(event);
    m_isDrawing = false;
    hide();
}

}  // namespace msao::ui
