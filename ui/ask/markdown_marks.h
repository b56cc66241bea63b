// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/text_style.h"

#include <QChar>
#include <QList>
#include <QString>
#include <QStringView>

namespace msao::ui {

enum class PieceKind {
    Words,
    Marks,     // of Markdown, where a token is nothing else
    ItemMark,  // before an item of a list: a bullet or a number
};

/// What is painted of a token in one style.
struct MarkdownPiece {
    QString text;  // without the space before it; empty: of this token nothing but space is seen
    PieceKind kind = PieceKind::Words;
    TextStyle style;
    int breaks = 0;  // lines that end before it
    int spaces = 0;  // before it, in its line
    int level = 0;   // of an ItemMark: how deep its list is nested
    bool operator==(const MarkdownPiece&) const = default;
};

/// Reads an answer's Markdown token by token: **bold**, *italic*, `code`, # headings, lists, fences. All else stays
/// as it is, underscores, too: models write them in names more often than for italics.
///
/// It never looks back, and at most kAhead characters ahead, so that an answer can be read on while it comes, and any
/// text takes time in proportion to its length. A mark that was opened holds until it is closed or its paragraph ends.
class MarkdownReader {
public:
    /// What stands behind a mark says what it is.
    static constexpr int kAhead = 8;

    /// The pieces of the next token, one at least. Its marks are left out beside words of its own; a token that is
    /// nothing but marks keeps them, so that every token can be seen and has a place for where it came from. `ahead` is
    /// what follows, at least kAhead characters if there are as many.
    QList<MarkdownPiece> read(QStringView token, QStringView ahead);

private:
    void endLine();
    void endParagraph();
    void beginLine(QStringView rest);
    void beginRun(QStringView rest);
    void expect(int characters, PieceKind kind);
    bool takeTicks(int length);
    bool takeStars(int length, bool canOpen, bool canClose);
    void add(QList<MarkdownPiece>& pieces, QChar character);
    void leaveOutMarks(QList<MarkdownPiece>& pieces);
    TextStyle style() const;

    // Of the paragraph
    bool m_isBold = false;
    bool m_isItalic = false;
    int m_ticks = 0;  // that the code at hand began with; 0: it is none
    int m_fence = 0;  // likewise, of lines of code

    // Of the line
    bool m_isLineStart = true;
    bool m_isHeading = false;
    bool m_isMarkLine = false;  // a fence's own

    // Of the characters before
    QChar m_before = QLatin1Char(' ');
    QChar m_literal;  // that is no mark as often as it is repeated
    int m_expected = 0;
    PieceKind m_expectedKind = PieceKind::Words;
    int m_level = 0;
    int m_breaks = 0;
    int m_spaces = 0;
};

/// In one line, without the marks.
QString withoutMarkdown(const QString& text);

}  // namespace msao::ui
