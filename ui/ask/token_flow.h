// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ask/markdown_marks.h"
#include "ui/theme/look.h"
#include "ui/theme/marks.h"

#include <QFontMetricsF>
#include <QHash>
#include <QList>
#include <QRectF>
#include <QString>

#include <cstdint>
#include <map>
#include <utility>

namespace msao::ui {

/// A token as the answer shows it.
struct FlowToken {
    std::int64_t position = 0;
    QString text;  // whole characters; empty while one is spread over further tokens
    TokenMark mark = TokenMark::Drafted;
    QString struckText;  // the draft that was thrown away in its favour
    bool operator==(const FlowToken&) const = default;
};

/// What stands in one place: most tokens are one piece.
struct PlacedPiece {
    QRectF box;  // of the text without the space before it
    QString text;
    PieceKind kind = PieceKind::Words;
    TextStyle style;
    qsizetype token = 0;
    bool isFirst = true;  // of its token
    int line = 0;
    bool operator==(const PlacedPiece&) const = default;
};

/// Reads tokens as Markdown and breaks them into lines. A word may be made of several tokens and is not broken between
/// them. Only what changed since the last time, what it may have changed before it, and what follows it, is placed
/// again: a long answer costs no more a token than a short one.
class TokenFlow {
public:
    explicit TokenFlow(const Look& look) : m_look(look) {}

    void reset(TextRole role, qreal width, qreal lineHeight);
    void setTokens(const QList<FlowToken>& tokens);

    const QList<PlacedPiece>& placed() const { return m_placed; }
    const FlowToken& tokenOf(const PlacedPiece& piece) const { return m_tokens[piece.token]; }
    /// Marks that are only read to be followed stand small.
    TextRole roleOf(const PlacedPiece& piece) const { return roleOf(piece.kind); }
    qreal height() const;
    qreal lineHeight() const { return m_lineHeight; }
    qreal ascent() const { return m_ascent; }
    /// The first piece of a line, for painting what is visible.
    int firstOfLine(int line) const;
    const PlacedPiece* at(const QPointF& point) const;

private:
    struct Pen {
        qreal x = 0;
        int line = 0;
        qreal left = 0;  // where the lines of its item begin
        bool isLineEmpty = true;
    };
    struct Face {
        QFontMetricsF metrics;
        QHash<QString, qreal> widths;
    };
    /// Before a token.
    struct Step {
        MarkdownReader reader;
        qsizetype firstPiece = 0;
        bool isSettled = false;  // nothing before it would stand elsewhere, whatever follows
    };
    struct ReadPiece {
        MarkdownPiece piece;
        qsizetype token = 0;
        bool isFirst = true;
    };

    TextRole roleOf(PieceKind kind) const { return kind == PieceKind::Marks ? TextRole::Label : m_role; }
    Face& face(TextRole role, TextStyle style);
    qreal widthOf(TextRole role, TextStyle style, const QString& text);
    qreal widthOf(const MarkdownPiece& piece);
    qreal wordWidth(const QList<ReadPiece>& pieces, qsizetype from);
    qsizetype firstToPlace(const QList<FlowToken>& tokens) const;
    void goBackTo(qsizetype token);
    QString textBehind(qsizetype token) const;
    QList<ReadPiece> readFrom(qsizetype token);
    void place(const QList<ReadPiece>& pieces, qsizetype index);
    void movePenBefore(const QList<ReadPiece>& pieces, qsizetype index);
    void wrap();

    const Look& m_look;
    TextRole m_role = TextRole::ShortAnswer;
    std::map<std::pair<TextRole, TextStyle>, Face> m_faces;
    qreal m_width = 0;
    qreal m_lineHeight = 1;
    qreal m_ascent = 0;
    qreal m_height = 0;  // of a box
    QList<FlowToken> m_tokens;
    QList<Step> m_steps;
    QList<PlacedPiece> m_placed;
    QList<Pen> m_pens;  // before each piece
    MarkdownReader m_reader;
    Pen m_pen;
};

}  // namespace msao::ui
