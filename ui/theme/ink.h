// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/look.h"

#include <QPainter>
#include <QRect>
#include <QString>
#include <QWidget>

#include <vector>

namespace msao::ui {

/// One piece of painted text and where it went, in the widget's coordinates.
struct PaintedText {
    const QWidget* widget = nullptr;
    QString text;
    QRectF bounds;       // of the glyphs
    bool isCut = false;  // it did not fit and was not meant to be shortened
};

/// Collects painted text while it exists, so that tests can measure what is cut or lies over one another.
class TextLedger {
public:
    TextLedger();
    ~TextLedger();
    Q_DISABLE_COPY_MOVE(TextLedger)

    const std::vector<PaintedText>& entries() const { return m_entries; }
    static void note(PaintedText entry);

private:
    std::vector<PaintedText> m_entries;
};

enum class Shortening { Fault, Allowed };

/// A painter that knows the window's look. All text that a view paints goes through it, and thus into the ledger.
class Ink {
public:
    Ink(QWidget* widget, const Look& look);

    QPainter& painter() { return m_painter; }
    const Theme& theme() const { return m_look.theme(); }
    const Look& look() const { return m_look; }

    /// Gives the width that was used.
    qreal text(const QRectF& box, Qt::Alignment alignment, const QString& text, TextRole role, const QColor& colour,
               Shortening shortening = Shortening::Fault);
    qreal widthOf(const QString& text, TextRole role) const;
    qreal heightOf(TextRole role) const;

    void roundedBox(const QRectF& box, const QColor& colour, double radius = 8);
    void hairline(QPointF from, QPointF to);

private:
    const QWidget* m_widget;
    const Look& m_look;
    QPainter m_painter;
};

}  // namespace msao::ui
