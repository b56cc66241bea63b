// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ask/race_rows.h"
#include "ui/theme/ink.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>

namespace msao::ui {

/// The race as it stands: a bar a mode, as long as it has taken, and its figures in columns. Each mode keeps its colour
/// and its place, whichever of them is running. What has no room beside bars that can be compared is left out, the last
/// column first.
class RaceBoard {
    Q_DECLARE_TR_FUNCTIONS(msao::ui::RaceBoard)

public:
    static constexpr qsizetype kMostRows = 4;

    static qreal height(const Ink& ink, qsizetype rows) {
        return rowHeight(ink) * qreal(std::min(rows, kMostRows) + 1);
    }
    static void paint(Ink& ink, const QRectF& room, const QList<RaceRow>& rows);
    /// The same in a line, where there is no room for bars: each mode's colour and time, and whether they said the
    /// same. What has no room is left out, the last mode first.
    static void paintLine(Ink& ink, const QRectF& line, const QList<RaceRow>& rows);
    /// Of a mode's bar: rivals differ, and a side that answers alone has the colour of its tokens.
    static const QColor& colourOf(const Theme& theme, engine::Mode mode);

private:
    struct Column {
        QString heading;
        QStringList cells;  // one a row
        qreal width = 0;
    };

    static QList<RaceRow> inPlace(const QList<RaceRow>& rows);
    static qreal rowHeight(const Ink& ink) { return ink.heightOf(TextRole::Body) + ink.look().px(12); }
    static QString verdict(const QList<RaceRow>& rows);
    static QString shortVerdict(const QList<RaceRow>& rows);
    static const QColor& colourOfVerdict(const Theme& theme, const QList<RaceRow>& rows);
    static QString timeOf(const RaceRow& row);
    static QList<Column> columns(const Ink& ink, const QList<RaceRow>& rows);
    static qreal widthOf(const QList<Column>& columns);
    static void paintHead(Ink& ink, const QRectF& line, const QList<RaceRow>& rows);
    static std::optional<qreal> paintEntry(Ink& ink, const QRectF& room, const RaceRow& row);
    static void paintFigures(Ink& ink, QPointF corner, const QList<Column>& columns);
    static void paintBar(Ink& ink, const QRectF& room, const RaceRow& row, double longestMs);
};

}  // namespace msao::ui
