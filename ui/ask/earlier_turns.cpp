// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ask/earlier_turns.h"

#include "ui/ask/answer_tokens.h"
#include "ui/ask/fresh_start_words.h"
#include "ui/ask/markdown_marks.h"

namespace msao::ui {
namespace {

constexpr qsizetype kMostTurns = 24;         // no window has room for more
constexpr qsizetype kShownCharacters = 600;  // nor a line for more of these

}  // namespace

void EarlierTurns::take(const RunState& run, const RequestState& present) {
    m_turns.clear();
    bool isBefore = false;
    for (qsizetype i = run.requests.size(); i-- > 0 && present.conversation != 0 && m_turns.size() < kMostTurns;) {
        const RequestState& request = run.requests[i];
        if (isBefore && request.conversation == present.conversation)
            m_turns.prepend({request.question(), withoutMarkdown(answerText(request).left(kShownCharacters)),
                             FreshStartWords::of(request.freshStart)});
        isBefore |= request.id == present.id;
    }
}

qreal EarlierTurns::heightOf(Ink& ink, const Turn& turn) const {
    const int lines = turn.startsBecause.isEmpty() ? 2 : 3;
    return lines * (ink.heightOf(TextRole::Body) + ink.look().px(2)) + ink.look().px(10);
}

qreal EarlierTurns::paint(Ink& ink, const QRectF& room) {
    m_painted.clear();
    qreal height = 0;
    qsizetype first = m_turns.size();
    while (first > 0 && height + heightOf(ink, m_turns[first - 1]) <= room.height())
        height += heightOf(ink, m_turns[--first]);
    if (height <= 0) return room.top();
    QRectF box(room.topLeft(), QSizeF(room.width(), 0));
    for (qsizetype i = first; i < m_turns.size(); ++i) {
        box.setHeight(heightOf(ink, m_turns[i]));
        paint(ink, m_turns[i], box);
        m_painted.push_back({box, m_turns[i].question});
        box.translate(0, box.height());
    }
    ink.hairline(box.topLeft(), QPointF(box.right(), box.top()));
    return box.top() + ink.look().px(12);
}

void EarlierTurns::paint(Ink& ink, const Turn& turn, const QRectF& box) {
    const qreal step = ink.heightOf(TextRole::Body) + ink.look().px(2);
    QRectF line(box.left(), box.top(), box.width(), step);
    const auto write = [&](const QString& text, TextRole role, const QColor& colour, qreal indent) {
        ink.text(line.adjusted(indent, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, text, role, colour,
                 Shortening::Allowed);
        line.translate(0, step);
    };
    if (!turn.startsBecause.isEmpty()) write(turn.startsBecause, TextRole::Label, ink.theme().secondary, 0);
    write(turn.question, TextRole::Body, ink.theme().secondary, 0);
    write(turn.answer.isEmpty() ? QStringLiteral("…") : turn.answer, TextRole::Body, ink.theme().text,
          ink.look().px(12));
}

std::optional<QString> EarlierTurns::questionAt(QPointF place) const {
    for (const Painted& painted : m_painted) {
        if (painted.box.contains(place)) return painted.question;
    }
    return std::nullopt;
}

}  // namespace msao::ui
