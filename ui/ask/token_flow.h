// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/marks.h"

#include <QFontMetricsF>
#include <QHash>
#include <QList>
#include <QRectF>
#include <QString>

#include <cstdint>

namespace msao::ui {

/// A token as the answer shows it.
struct FlowToken {
    std::int64_t position = 0;
    QString text;  // whole characters; empty while one is spread over further tokens
    TokenMark mark = TokenMark::Drafted;
    QString struckText;  // the draft that was thrown away in its favour
    bool operator==(const FlowToken&) const = default;
};

struct PlacedToken {
    QRectF box;  // of the text without the space before it
    QString text;
    TokenMark mark = TokenMark::Drafted;
    QString struckText;
    std::int64_t position = 0;
    int line = 0;
};

/// Breaks tokens into lines. A word may be made of several tokens and is not broken between them. Only what changed
/// since the last time, and what follows it, is placed again: a long answer costs no more a token than a short one.
class TokenFlow {
public:
    void reset(const QFont& font, qreal width, qreal lineHeight);
    void setTokens(const QList<FlowToken>& tokens);

    const QList<PlacedToken>& placed() const { return m_placed; }
    qreal height() const;
    qreal lineHeight() const { return m_lineHeight; }
    /// The first token of a line, for painting what is visible.
    int firstOfLine(int line) const;
    const PlacedToken* at(const QPointF& point) const;

private:
    struct Pen {
        qreal x = 0;
        int line = 0;
    };
    qreal widthOf(const QString& text);
    qreal wordWidth(const QList<FlowToken>& tokens, qsizetype from);
    void place(const QList<FlowToken>& tokens, qsizetype index);

    QFontMetricsF m_metrics{QFont()};
    QHash<QString, qreal> m_widths;
    qreal m_width = 0;
    qreal m_lineHeight = 1;
    QList<FlowToken> m_tokens;
    QList<PlacedToken> m_placed;
    QList<Pen> m_pens;  // before each token
    Pen m_pen;
};

}  // namespace msao::ui
