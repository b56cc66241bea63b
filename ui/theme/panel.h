// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/ink.h"

#include <QTimer>
#include <QWidget>

namespace msao::ui {

/// A calm surface that paints itself: what every view is made on.
class Panel : public QWidget {
    Q_OBJECT

public:
    Panel(const Look& look, QWidget* parent);

protected:
    const Look& look() const { return m_look; }
    /// The surface, its heading, and a second line of words beside it; the room that is left for the content.
    QRectF paintSurface(Ink& ink, const QString& heading = {}, const QString& aside = {}) const;
    /// Says in the middle what is not there, and what to do about it.
    void paintAbsence(Ink& ink, const QRectF& room, const QString& what, const QString& remedy) const;
    void changeEvent(QEvent* event) override;
    /// For figures that are read, not watched: they are painted a few times a second, and not all at one moment.
    void updateCalmly();

private:
    const Look& m_look;
    QTimer m_calm;
};

}  // namespace msao::ui
