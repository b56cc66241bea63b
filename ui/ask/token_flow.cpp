// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ask/token_flow.h"

#include <algorithm>

namespace msao::ui {
namespace {

bool beginsWord(const QString& text) {
    if (text.isEmpty()) return false;
    const QChar first = text.front();
    // Chinese and Japanese break between any two characters.
    return first.isSpace() || first.script() == QChar::Script_Han || first.script() == QChar::Script_Hiragana ||
           first.script() == QChar::Script_Katakana;
}

}  // namespace

void TokenFlow::reset(const QFont& font, qreal width, qreal lineHeight) {
    m_metrics = QFontMetricsF(font);
    m_widths.clear();
    m_width = width;
    m_lineHeight = lineHeight;
    m_tokens.clear();
    m_placed.clear();
    m_pens.clear();
    m_pen = {};
}

void TokenFlow::setTokens(const QList<FlowToken>& tokens) {
    qsizetype same = 0;
    while (same < std::min(m_tokens.size(), tokens.size()) && m_tokens[same] == tokens[same]) ++same;
    // The word before may have grown, so its place is found again, too.
    while (same > 0 && same < tokens.size() && !beginsWord(tokens[same].text)) --same;
    if (same < m_pens.size()) m_pen = m_pens[same];
    m_placed.resize(std::min(same, m_placed.size()));
    m_pens.resize(std::min(same, m_pens.size()));
    for (qsizetype i = same; i < tokens.size(); ++i) place(tokens, i);
    m_tokens = tokens;
}

qreal TokenFlow::widthOf(const QString& text) {
    const auto known = m_widths.constFind(text);
    if (known != m_widths.constEnd()) return *known;
    return *m_widths.insert(text, m_metrics.horizontalAdvance(text));
}

qreal TokenFlow::wordWidth(const QList<FlowToken>& tokens, qsizetype from) {
    qreal width = widthOf(tokens[from].text.trimmed());
    if (!tokens[from].struckText.isEmpty()) width += widthOf(tokens[from].struckText) * 0.6;
    for (qsizetype i = from + 1; i < tokens.size() && !beginsWord(tokens[i].text); ++i) {
        if (width > m_width) break;
        width += widthOf(tokens[i].text);
    }
    return width;
}

void TokenFlow::place(const QList<FlowToken>& tokens, qsizetype index) {
    const FlowToken& token = tokens[index];
    m_pens.push_back(m_pen);
    const QString text = token.text.trimmed();
    const bool isNewWord = index == 0 || beginsWord(token.text);
    if (isNewWord) {
        const qsizetype breaks = token.text.left(token.text.size() - text.size()).count(QLatin1Char('\n'));
        if (breaks > 0) {
            m_pen.line += static_cast<int>(breaks);
            m_pen.x = 0;
        } else if (m_pen.x > 0) {
            if (token.text.front().isSpace()) m_pen.x += widthOf(QStringLiteral(" "));
            if (m_pen.x + wordWidth(tokens, index) > m_width) m_pen = {0, m_pen.line + 1};
        }
    }
    const qreal width = widthOf(text);
    if (m_pen.x > 0 && m_pen.x + width > m_width) m_pen = {0, m_pen.line + 1};
    const QRectF box(m_pen.x, m_pen.line * m_lineHeight, width, m_metrics.height());
    m_placed.push_back({box, text, token.mark, token.struckText, token.position, m_pen.line});
    m_pen.x += width;
}

qreal TokenFlow::height() const {
    return m_placed.isEmpty() ? 0 : (m_placed.back().line + 1) * m_lineHeight;
}

int TokenFlow::firstOfLine(int line) const {
    const auto first = std::lower_bound(m_placed.begin(), m_placed.end(), line,
                                        [](const PlacedToken& token, int wanted) { return token.line < wanted; });
    return static_cast<int>(first - m_placed.begin());
}

const PlacedToken* TokenFlow::at(const QPointF& point) const {
    const int line = static_cast<int>(point.y() / m_lineHeight);
    for (qsizetype i = firstOfLine(line); i < m_placed.size() && m_placed[i].line == line; ++i) {
        if (point.x() >= m_placed[i].box.left() && point.x() <= m_placed[i].box.right()) return &m_placed[i];
    }
    return nullptr;
}

}  // namespace msao::ui
