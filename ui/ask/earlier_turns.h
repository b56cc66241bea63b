// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/run_state.h"
#include "ui/theme/ink.h"

#include <QList>
#include <QRectF>
#include <QString>

#include <optional>

namespace msao::ui {

/// What was asked and answered before in a conversation, small, above the present question: as many of the newest as
/// there is room for.
class EarlierTurns {
public:
    void take(const RunState& run, const RequestState& present);
    bool isEmpty() const { return m_turns.isEmpty(); }
    qsizetype size() const { return m_turns.size(); }

    /// Gives where it ends: `room`'s top, if nothing fits.
    qreal paint(Ink& ink, const QRectF& room);
    /// The question that was painted there.
    std::optional<QString> questionAt(QPointF place) const;

private:
    struct Turn {
        QString question;
        QString answer;
        QString startsBecause;  // in words, why it did not go on from the one before
        bool operator==(const Turn&) const = default;
    };
    struct Painted {
        QRectF box;
        QString question;
    };
    qreal heightOf(Ink& ink, const Turn& turn) const;
    void paint(Ink& ink, const Turn& turn, const QRectF& box);

    QList<Turn> m_turns;  // oldest first
    QList<Painted> m_painted;
};

}  // namespace msao::ui
