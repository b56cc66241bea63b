// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/look.h"

#include <QPainter>
#include <QStyledItemDelegate>

namespace msao::ui {

/// Paints the cells of a table that grows while one looks: a line of text each, shaped once. What is in a cell stands
/// in the next picture a row higher.
class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    CellDelegate(const Look& look, TextRole role, QObject* parent)
        : QStyledItemDelegate(parent), m_look(look), m_role(role) {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    const Look& look() const { return m_look; }
    void paintGround(QPainter& painter, const QStyleOptionViewItem& option) const;
    void paintText(QPainter& painter, const QStyleOptionViewItem& option, const QRect& room, Qt::Alignment alignment,
                   const QString& text) const;

private:
    const Look& m_look;
    TextRole m_role;
};

}  // namespace msao::ui
