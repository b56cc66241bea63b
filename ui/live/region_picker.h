// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/look.h"

#include <QPixmap>
#include <QWidget>

namespace msao::ui {

/// Lies over all screens while somebody draws the region that is to be looked at: letting go of the mouse is the
/// permission, and only for what was drawn. Nothing of the screen is read before, but where nobody could see what lies
/// below: there it is read once, to be drawn on, and goes nowhere.
class RegionPicker final : public QWidget {
    Q_OBJECT

public:
    static constexpr int kLeastSide = 32;  // of a region; less was a slip

    explicit RegionPicker(const Look& look, QWidget* parent = nullptr);
    void open();

Q_SIGNALS:
    /// In the coordinates of the desktop.
    void picked(const QRect& region);

protected:
    void paintEvent(QPaintEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QRect region() const;
    void paintVeil(QPainter& painter) const;
    void paintWords(QPainter& painter) const;

    const Look& m_look;
    QPixmap m_below;  // the desktop as it was; null where it shows through
    QPoint m_from;
    QPoint m_to;
    bool m_isDrawing = false;
};

}  // namespace msao::ui
