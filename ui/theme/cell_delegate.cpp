// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/cell_delegate.h"

#include <QFontMetricsF>
#include <QStyle>
#include <QWidget>

namespace msao::ui {

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    paintGround(*painter, option);
    const int margin = m_look.px(4);
    const QVariant alignment = index.data(Qt::TextAlignmentRole);
    paintText(*painter, option, option.rect.adjusted(margin, 0, -margin, 0),
              alignment.isValid() ? Qt::Alignment(alignment.toInt()) : Qt::AlignLeft, index.data().toString());
}

void CellDelegate::paintGround(QPainter& painter, const QStyleOptionViewItem& option) const {
    if (!(option.state & QStyle::State_Selected)) return;
    option.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, &painter, option.widget);
}

void CellDelegate::paintText(QPainter& painter, const QStyleOptionViewItem& option, const QRect& room,
                             Qt::Alignment alignment, const QString& text) const {
    if (text.isEmpty() || room.width() <= 0) return;
    const ShapedText line = m_look.shaped(m_role, text, room.width());
    const QFontMetricsF metrics(m_look.font(m_role));
    const qreal left = alignment & Qt::AlignRight ? room.left() + room.width() - line.width : room.left();
    const qreal top = room.top() + (room.height() - metrics.height()) / 2;
    const bool isSelected = option.state & QStyle::State_Selected;
    painter.setPen(isSelected ? m_look.theme().onAccent : m_look.theme().text);
    line.draw(painter, {left, top + metrics.ascent()});
}

}  // namespace msao::ui
