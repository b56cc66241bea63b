// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ask/token_flow.h"

#include <algorithm>

namespace msao::ui {
namespace {

constexpr qsizetype kTokensAhead = 8;   // whose beginning may say what a mark before them is
constexpr int kLevelSpaces = 4;         // that a nested list stands to the right
constexpr qreal kMostIndent = 1.0 / 3;  // of the width
constexpr int kLeastMarkWidth = 8;      // to be seen and clicked

bool beginsWord(const MarkdownPiece& piece) {
    if (piece.breaks > 0 || piece.spaces > 0) return true;
    if (piece.text.isEmpty()) return false;
    const QChar first = piece.text.front();
    // Chinese and Japanese break between any two characters.
    return first.script() == QChar::Script_Han || first.script() == QChar::Script_Hiragana ||
           first.script() == QChar::Script_Katakana;
}

}  // namespace

void TokenFlow::reset(TextRole role, qreal width, qreal lineHeight) {
    m_role = role;
    m_faces.clear();
    m_width = width;
    m_lineHeight = lineHeight;
    const QFontMetricsF metrics(m_look.font(role));
    m_ascent = metrics.ascent();
    m_height = metrics.height();
    m_tokens.clear();
    m_steps.clear();
    m_placed.clear();
    m_pens.clear();
    m_reader = {};
    m_pen = {};
}

void TokenFlow::setTokens(const QList<FlowToken>& tokens) {
    const qsizetype from = firstToPlace(tokens);
    goBackTo(from);
    m_tokens = tokens;
    const QList<ReadPiece> pieces = readFrom(from);
    for (qsizetype i = 0; i < pieces.size(); ++i) place(pieces, i);
}

qsizetype TokenFlow::firstToPlace(const QList<FlowToken>& tokens) const {
    qsizetype first = 0;
    while (first < std::min(m_tokens.size(), tokens.size()) && m_tokens[first] == tokens[first]) ++first;
    if (first == m_tokens.size() && first == tokens.size()) return first;
    // What follows a mark says what it is, and a word before may have grown.
    first = std::max<qsizetype>(0, first - kTokensAhead - 1);
    while (first > 0 && !m_steps[first].isSettled) --first;
    return first;
}

void TokenFlow::goBackTo(qsizetype token) {
    if (token >= m_steps.size()) return;
    const Step step = m_steps[token];
    m_reader = step.reader;
    m_pen = m_pens[step.firstPiece];
    m_steps.resize(token);
    m_placed.resize(step.firstPiece);
    m_pens.resize(step.firstPiece);
}

QString TokenFlow::textBehind(qsizetype token) const {
    QString text;
    const qsizetype end = std::min(m_tokens.size(), token + 1 + kTokensAhead);
    for (qsizetype i = token + 1; i < end && text.size() < MarkdownReader::kAhead; ++i)
        text += m_tokens[i].text.left(MarkdownReader::kAhead);
    return text;
}

QList<TokenFlow::ReadPiece> TokenFlow::readFrom(qsizetype token) {
    QList<ReadPiece> pieces;
    for (qsizetype i = token; i < m_tokens.size(); ++i) {
        Step step{m_reader, m_placed.size() + pieces.size(), false};
        bool isFirst = true;
        for (MarkdownPiece& piece : m_reader.read(m_tokens.at(i).text, textBehind(i))) {
            if (isFirst) step.isSettled = beginsWord(piece);
            pieces.push_back({std::move(piece), i, isFirst});
            isFirst = false;
        }
        m_steps.push_back(step);
    }
    return pieces;
}

TokenFlow::Face& TokenFlow::face(TextRole role, TextStyle style) {
    const auto known = m_faces.find({role, style});
    if (known != m_faces.end()) return known->second;
    return m_faces.emplace(std::pair(role, style), Face{QFontMetricsF(m_look.font(role, style)), {}}).first->second;
}

qreal TokenFlow::widthOf(TextRole role, TextStyle style, const QString& text) {
    Face& used = face(role, style);
    const auto known = used.widths.constFind(text);
    if (known != used.widths.constEnd()) return *known;
    return *used.widths.insert(text, used.metrics.horizontalAdvance(text));
}

qreal TokenFlow::widthOf(const MarkdownPiece& piece) {
    const qreal width = widthOf(roleOf(piece.kind), piece.style, piece.text);
    return piece.kind == PieceKind::Marks ? std::max(width, qreal(m_look.px(kLeastMarkWidth))) : width;
}

qreal TokenFlow::wordWidth(const QList<ReadPiece>& pieces, qsizetype from) {
    qreal width = widthOf(pieces[from].piece);
    for (qsizetype i = from + 1; i < pieces.size() && !beginsWord(pieces[i].piece); ++i) {
        if (width > m_width) break;
        width += widthOf(pieces[i].piece);
    }
    return width;
}

void TokenFlow::wrap() {
    m_pen = {m_pen.left, m_pen.line + 1, m_pen.left, true};
}

/// Past line ends and spaces, and into the next line where the word does not fit into this one. Lines of code keep
/// their spaces.
void TokenFlow::movePenBefore(const QList<ReadPiece>& pieces, qsizetype index) {
    const MarkdownPiece& piece = pieces[index].piece;
    const qreal space = widthOf(m_role, piece.style, QStringLiteral(" "));
    if (piece.breaks > 0) m_pen = {0, m_pen.line + piece.breaks, 0, true};
    if (piece.kind == PieceKind::ItemMark && m_pen.isLineEmpty)
        m_pen.x = std::min(piece.level * kLevelSpaces * space, m_width * kMostIndent);
    if (piece.style.isCode && piece.breaks > 0) {
        m_pen.x += std::min(piece.spaces * space, m_width * kMostIndent);
    } else if (!m_pen.isLineEmpty && beginsWord(piece)) {
        if (piece.spaces > 0) m_pen.x += piece.style.isCode ? piece.spaces * space : space;
        if (m_pen.x + wordWidth(pieces, index) > m_width) wrap();
    }
    if (m_pen.isLineEmpty || m_pen.x + widthOf(piece) <= m_width) return;
    // In a word that is longer than a line.
    wrap();
    if (pieces[index].isFirst) m_steps[pieces[index].token].isSettled = true;
}

void TokenFlow::place(const QList<ReadPiece>& pieces, qsizetype index) {
    const ReadPiece& read = pieces[index];
    m_pens.push_back(m_pen);
    movePenBefore(pieces, index);
    const qreal width = widthOf(read.piece);
    const QRectF box(m_pen.x, m_pen.line * m_lineHeight, width, m_height);
    m_placed.push_back({box, read.piece.text, read.piece.kind, read.piece.style, read.token, read.isFirst, m_pen.line});
    m_pen.x += width;
    if (!read.piece.text.isEmpty()) m_pen.isLineEmpty = false;
    if (read.piece.kind == PieceKind::ItemMark)
        m_pen.left = std::min(m_pen.x + widthOf(m_role, {}, QStringLiteral(" ")), m_width * kMostIndent);
}

qreal TokenFlow::height() const {
    return m_placed.isEmpty() ? 0 : (m_placed.back().line + 1) * m_lineHeight;
}

int TokenFlow::firstOfLine(int line) const {
    const auto first = std::lower_bound(m_placed.begin(), m_placed.end(), line,
                                        [](const PlacedPiece& piece, int wanted) { return piece.line < wanted; });
    return static_cast<int>(first - m_placed.begin());
}

const PlacedPiece* TokenFlow::at(const QPointF& point) const {
    const int line = static_cast<int>(point.y() / m_lineHeight);
    for (qsizetype i = firstOfLine(line); i < m_placed.size() && m_placed[i].line == line; ++i) {
        if (point.x() >= m_placed[i].box.left() && point.x() <= m_placed[i].box.right()) return &m_placed[i];
    }
    return nullptr;
}

}  // namespace msao::ui
