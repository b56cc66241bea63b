// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ask/markdown_marks.h"

#include <algorithm>
#include <utility>

namespace msao::ui {
namespace {

constexpr int kLongestMark = 3;  // stars or ticks; more are no mark
constexpr int kFenceTicks = 3;
constexpr int kDeepestHeading = 6;
constexpr int kLongestNumber = 3;  // digits before an item
constexpr int kDeepestList = 4;
constexpr int kSpacesALevel = 2;
constexpr int kTabSpaces = 4;
constexpr int kMostBreaks = 2;  // one line left empty between paragraphs, however many there are

template <typename Belongs>
int countAtFront(QStringView text, const Belongs& belongs) {
    const auto most = std::min<qsizetype>(text.size(), MarkdownReader::kAhead);
    int count = 0;
    while (count < most && belongs(text[count])) ++count;
    return count;
}

int repeatsAtFront(QStringView text, QChar character) {
    return countAtFront(text, [character](QChar c) { return c == character; });
}

bool isSpaceAt(QStringView text, int index) {
    return index < text.size() && text[index].isSpace();
}

/// How many characters at the front of a line are the mark of an item; 0: none.
int itemMarkLength(QStringView line) {
    const QChar first = line.front();
    const bool isBullet = first == QLatin1Char('-') || first == QLatin1Char('*') || first == QLatin1Char('+');
    if (isBullet) return isSpaceAt(line, 1) ? 1 : 0;
    const int digits = countAtFront(line, [](QChar c) { return c >= QLatin1Char('0') && c <= QLatin1Char('9'); });
    if (digits == 0 || digits > kLongestNumber || digits >= line.size()) return 0;
    const bool isNumber = line[digits] == QLatin1Char('.') || line[digits] == QLatin1Char(')');
    return isNumber && isSpaceAt(line, digits + 1) ? digits + 1 : 0;
}

}  // namespace

QList<MarkdownPiece> MarkdownReader::read(QStringView token, QStringView ahead) {
    const QString all = token.toString() + ahead.toString();
    const QStringView text(all);
    QList<MarkdownPiece> pieces;
    for (qsizetype i = 0; i < token.size(); ++i) {
        const QChar character = text[i];
        if (character == QLatin1Char('\n')) {
            endLine();
            continue;
        }
        if (character.isSpace()) {
            m_spaces += character == QLatin1Char('\t') ? kTabSpaces : 1;
            m_literal = {};
        } else {
            if (m_isLineStart) beginLine(text.mid(i));
            if (m_expected == 0 && m_fence == 0) beginRun(text.mid(i));
            add(pieces, character);
        }
        m_before = character;
    }
    leaveOutMarks(pieces);
    if (pieces.isEmpty()) pieces.push_back({});
    return pieces;
}

void MarkdownReader::endLine() {
    const bool isBlank = m_isLineStart;
    if (isBlank || m_isHeading) endParagraph();
    m_isLineStart = true;
    m_isHeading = false;
    m_isMarkLine = false;
    m_before = QLatin1Char(' ');
    m_literal = {};
    m_spaces = 0;
    if (m_breaks < kMostBreaks || m_fence > 0) ++m_breaks;
}

void MarkdownReader::endParagraph() {
    m_isBold = false;
    m_isItalic = false;
    m_ticks = 0;
}

/// A fence, a heading or an item begins a paragraph of its own.
void MarkdownReader::beginLine(QStringView rest) {
    m_isLineStart = false;
    const int ticks = repeatsAtFront(rest, QLatin1Char('`'));
    if (m_fence > 0) {
        m_isMarkLine = ticks >= m_fence;
        if (m_isMarkLine) m_fence = 0;
        return;
    }
    const int hashes = repeatsAtFront(rest, QLatin1Char('#'));
    const int item = itemMarkLength(rest);
    // A "#" that nothing follows yet is taken for what it most often is.
    m_isHeading = hashes > 0 && hashes <= kDeepestHeading && (hashes == rest.size() || rest[hashes].isSpace());
    if (ticks < kFenceTicks && !m_isHeading && item == 0) return;
    endParagraph();
    if (ticks >= kFenceTicks) {
        m_fence = ticks;
        m_isMarkLine = true;
    } else if (m_isHeading) {
        expect(hashes, PieceKind::Marks);
    } else {
        m_level = std::min(m_spaces / kSpacesALevel, kDeepestList);
        expect(item, PieceKind::ItemMark);
    }
}

/// Of stars or ticks, where they are marks.
void MarkdownReader::beginRun(QStringView rest) {
    const QChar mark = rest.front();
    if (mark == m_literal || m_isMarkLine) return;
    m_literal = {};
    const bool isTick = mark == QLatin1Char('`');
    if (!isTick && (mark != QLatin1Char('*') || m_ticks > 0)) return;
    const int length = repeatsAtFront(rest, mark);
    const bool canOpen = !isSpaceAt(rest, length);
    const bool canClose = !m_before.isSpace();
    if (isTick ? takeTicks(length) : takeStars(length, canOpen, canClose)) {
        expect(length, PieceKind::Marks);
    } else {
        m_literal = mark;
    }
}

void MarkdownReader::expect(int characters, PieceKind kind) {
    m_expected = characters;
    m_expectedKind = kind;
}

/// Code ends with as many as it began with.
bool MarkdownReader::takeTicks(int length) {
    if (length > kLongestMark || (m_ticks > 0 && m_ticks != length)) return false;
    m_ticks = m_ticks > 0 ? 0 : length;
    return true;
}

/// One is for italics, two are for bold, three for both.
bool MarkdownReader::takeStars(int length, bool canOpen, bool canClose) {
    if (length > kLongestMark) return false;
    const bool areBold = length >= 2;
    const bool areItalic = length != 2;
    const bool isOpen = (!areBold || m_isBold) && (!areItalic || m_isItalic);
    const bool isClosed = !(areBold && m_isBold) && !(areItalic && m_isItalic);
    if (!(isOpen && canClose) && !(isClosed && canOpen)) return false;
    if (areBold) m_isBold = isClosed;
    if (areItalic) m_isItalic = isClosed;
    return true;
}

void MarkdownReader::add(QList<MarkdownPiece>& pieces, QChar character) {
    MarkdownPiece piece{character, m_isMarkLine ? PieceKind::Marks : PieceKind::Words, {}, m_breaks, m_spaces, 0};
    if (m_expected > 0) {
        piece.kind = m_expectedKind;
        --m_expected;
    }
    if (piece.kind == PieceKind::Words) piece.style = style();
    if (piece.kind == PieceKind::ItemMark) {
        piece.level = m_level;
        if (!character.isDigit() && character != QLatin1Char('.') && character != QLatin1Char(')'))
            piece.text = QStringLiteral("•");
    }
    m_breaks = 0;
    m_spaces = 0;
    MarkdownPiece* last = pieces.isEmpty() ? nullptr : &pieces.back();
    const bool goesOn =
        last && piece.breaks == 0 && piece.spaces == 0 && last->kind == piece.kind && last->style == piece.style;
    if (goesOn) {
        last->text += piece.text;
    } else {
        pieces.push_back(std::move(piece));
    }
}

/// What stood before them stands before what follows, which may be another token's.
void MarkdownReader::leaveOutMarks(QList<MarkdownPiece>& pieces) {
    const auto isMarks = [](const MarkdownPiece& piece) { return piece.kind == PieceKind::Marks; };
    if (std::all_of(pieces.begin(), pieces.end(), isMarks)) return;
    QList<MarkdownPiece> words;
    int breaks = 0;
    int spaces = 0;
    for (MarkdownPiece& piece : pieces) {
        if (piece.breaks == 0) piece.spaces += spaces;
        piece.breaks += breaks;
        breaks = isMarks(piece) ? piece.breaks : 0;
        spaces = isMarks(piece) ? piece.spaces : 0;
        if (!isMarks(piece)) words.push_back(std::move(piece));
    }
    if (m_breaks == 0) m_spaces += spaces;
    m_breaks += breaks;
    pieces = std::move(words);
}

TextStyle MarkdownReader::style() const {
    return {m_isBold || m_isHeading, m_isItalic, m_ticks > 0 || m_fence > 0};
}

QString withoutMarkdown(const QString& text) {
    QString line;
    for (const MarkdownPiece& piece : MarkdownReader().read(text, {})) {
        if (piece.kind == PieceKind::Marks) continue;
        if (piece.breaks > 0 || piece.spaces > 0) line += QLatin1Char(' ');
        line += piece.text;
    }
    return line.simplified();
}

}  // namespace msao::ui
