// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tokens/inspector_view.h"

#include "ui/theme/marks.h"
#include "ui/theme/quantities.h"
#include "ui/tokens/token_rows.h"

#include <QTextLayout>

#include <algorithm>

namespace msao::ui {

/// The end of the text has no text of its own: it is named.
QString InspectorView::named(engine::TokenId token) const {
    const QString label = m_model.texts().label(token);
    return label == TokenTexts::endOfText() ? tr("%1 end of text").arg(label) : label;
}

InspectorView::InspectorView(RunModel& model, const Look& look, QWidget* parent) : Panel(look, parent), m_model(model) {
    setAccessibleName(tr("Token inspector"));
    connect(&model, &RunModel::changed, this, [this] { updateCalmly(); });
    connect(&model, &RunModel::selectionChanged, this, [this] { update(); });
}

QSize InspectorView::sizeHint() const {
    return {look().px(380), look().px(320)};
}

/// The last drafts of the position, the newest first: a rejected one stays here with what came after it.
QList<int> InspectorView::draftsShown(const RequestState& request) const {
    QList<int> found;
    for (qsizetype i = request.drafts.size(); i-- > 0 && found.size() < 3;) {
        if (!m_model.selection()) return {static_cast<int>(i)};
        if (request.drafts[i].position == *m_model.selection()) found.push_back(static_cast<int>(i));
    }
    return found;
}

void InspectorView::paintEvent(QPaintEvent*) {
    Ink ink(this, look());
    const RequestState* request = m_model.shown().current();
    QString which;
    if (request) which = m_model.selection() ? tr("position %1").arg(*m_model.selection()) : tr("the newest draft");
    QRectF room = paintSurface(ink, tr("Token"), which);
    const QList<int> drafts = request ? draftsShown(*request) : QList<int>();
    if (!request || (drafts.isEmpty() && !m_model.selection())) {
        paintAbsence(ink, room, tr("Nothing to inspect"), tr("Click a token of the answer."));
        return;
    }
    if (drafts.isEmpty() && *m_model.selection() < request->answer.size()) {
        const AnswerToken& token = request->answer[*m_model.selection()];
        ink.text(room, Qt::AlignTop, named(token.token), TextRole::Answer, ink.theme().text, Shortening::Allowed);
        room.setTop(room.top() + ink.heightOf(TextRole::Answer) + look().px(8));
        paintWrapped(ink, room, TokenReasons::ofCloudToken(*request, token));
        paintCandidates(ink, room, TokenCandidates::of(*request, token, *m_model.selection()), {{}, {}, token.token});
        return;
    }
    for (const int draft : drafts) {
        if (room.height() < ink.heightOf(TextRole::Answer) * 2) break;
        room.setTop(paintDraft(ink, room, *request, request->drafts[draft]) + look().px(10));
    }
}

QList<InspectorView::Line> InspectorView::linesOf(const RequestState& request, const DraftRecord& draft) const {
    QList<Line> lines;
    lines.push_back({tr("drafted in"), Quantities::ms(draft.draftMs)});
    if (draft.batch) {
        const BatchRecord& batch = request.batches[*draft.batch];
        lines.push_back({tr("batch %1").arg(*draft.batch + 1),
                         tr("%1, %2").arg(Quantities::bytes(batch.bytes), Quantities::sendReason(batch.reason))});
    }
    if (draft.verdict && *draft.verdict < request.verdicts.size()) {
        const VerdictRecord& verdict = request.verdicts[*draft.verdict];
        lines.push_back({tr("cloud pass"), Quantities::ms(verdict.cloudStepMs)});
        if (verdict.cloud) {
            lines.push_back(
                {tr("up / down"), tr("%1 / %2").arg(Quantities::ms(toMs(verdict.cloud->received - verdict.cloud->sent)),
                                                    Quantities::ms(toMs(verdict.time - verdict.cloud->ended)))});
        }
    }
    if (draft.decided) lines.push_back({tr("waited"), Quantities::ms(toMs(*draft.decided - draft.time))});
    return lines;
}

qreal InspectorView::paintDraft(Ink& ink, const QRectF& room, const RequestState& request,
                                const DraftRecord& draft) const {
    const TokenMark mark = markOf(draft.fate);
    const qreal size = look().px(18);
    const QRectF head(room.left(), room.top(), room.width(), ink.heightOf(TextRole::Answer));
    drawMark(ink.painter(), mark, QRectF(head.left(), head.center().y() - size / 2, size, size),
             colourOf(ink.theme(), mark));
    QString words = named(draft.token);
    if (draft.fate == DraftFate::Corrected && draft.position < request.answer.size())
        words += QStringLiteral(" → ") + named(request.answer[draft.position].token);
    ink.text(head.adjusted(size + look().px(10), 0, 0, 0), Qt::AlignVCenter, words, TextRole::Answer, ink.theme().text,
             Shortening::Allowed);
    QRectF rest = room.adjusted(0, head.height() + look().px(4), 0, 0);
    paintWrapped(ink, rest, TokenReasons::ofDraft(request, draft));
    Chosen chosen{draft.token, colourOf(ink.theme(), mark)};
    if (draft.position < request.answer.size()) chosen.stated = request.answer[draft.position].token;
    rest.setTop(paintCandidates(ink, rest, TokenCandidates::of(request, draft), chosen) + look().px(4));
    const qreal row = ink.heightOf(TextRole::Body) + look().px(3);
    for (const Line& line : linesOf(request, draft)) {
        if (rest.height() < row) break;
        const QRectF place(rest.left(), rest.top(), rest.width(), row);
        ink.text(place, Qt::AlignVCenter, line.name, TextRole::Body, ink.theme().secondary);
        ink.text(place, Qt::AlignVCenter | Qt::AlignRight, line.value, TextRole::Body, ink.theme().text);
        rest.setTop(rest.top() + row);
    }
    return rest.top();
}

qreal InspectorView::paintCandidates(Ink& ink, const QRectF& room, const TokenCandidates& candidates,
                                     const Chosen& chosen) const {
    if (candidates.tokens.isEmpty()) return room.top();
    const qreal row = ink.heightOf(TextRole::Body) + look().px(4);
    const qreal gap = look().px(12);
    const int columns = (candidates.hasDraft ? 1 : 0) + (candidates.hasTarget ? 1 : 0);
    const qreal words = room.width() * 0.3;
    const qreal width = (room.width() - words - gap * columns) / columns;
    const QRectF first(room.left() + words + gap, room.top() + look().px(4), width, row);
    const QRectF second = candidates.hasDraft ? first.translated(width + gap, 0) : first;
    const auto head = [&](const QRectF& place, const QString& text) {
        ink.text(place, Qt::AlignVCenter, text, TextRole::Body, ink.theme().secondary, Shortening::Allowed);
    };
    if (candidates.hasDraft) head(first, tr("draft model"));
    if (candidates.hasTarget) head(second, tr("cloud"));
    qreal y = first.bottom();
    for (const TokenCandidate& candidate : candidates.tokens) {
        if (y + row > room.bottom()) break;
        const bool isDrafted = candidate.token == chosen.drafted;
        const bool isStated = candidate.token == chosen.stated;
        ink.text(QRectF(room.left(), y, words, row), Qt::AlignVCenter, m_model.texts().label(candidate.token),
                 TextRole::Body, isDrafted || isStated ? ink.theme().text : ink.theme().secondary, Shortening::Allowed);
        const QColor other = ink.theme().unverified;
        const auto inRow = [&](const QRectF& column) { return QRectF(column.left(), y, column.width(), row); };
        if (candidates.hasDraft) paintShare(ink, inRow(first), candidate.draft, isDrafted ? chosen.draftColour : other);
        if (candidates.hasTarget)
            paintShare(ink, inRow(second), candidate.target, isStated ? ink.theme().cloud : other);
        y += row;
    }
    return y;
}

/// A dash for what was not among the likeliest there: how likely it was is not known.
void InspectorView::paintShare(Ink& ink, const QRectF& column, std::optional<double> share,
                               const QColor& colour) const {
    const QString figure = share ? Quantities::percent(*share) : QStringLiteral("–");
    ink.text(column, Qt::AlignVCenter | Qt::AlignRight, figure, TextRole::Body,
             share ? ink.theme().text : ink.theme().secondary);
    const qreal digits = ink.widthOf(Quantities::percent(1), TextRole::Body) + look().px(8);
    QRectF bar(column.left(), column.center().y() - look().px(4), column.width() - digits, look().px(8));
    if (bar.width() < look().px(12)) return;
    ink.roundedBox(bar, ink.theme().raised, 4);
    if (!share) return;
    bar.setWidth(std::max(2.0, bar.width() * std::clamp(*share, 0.0, 1.0)));
    ink.roundedBox(bar, colour, 4);
}

void InspectorView::paintWrapped(Ink& ink, QRectF& room, const QString& text) const {
    QTextLayout layout(text, look().font(TextRole::Body));
    layout.beginLayout();
    const qreal row = ink.heightOf(TextRole::Body) + look().px(2);
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(room.width());
        if (room.height() < row) break;
        ink.text(QRectF(room.left(), room.top(), room.width() + 1, row), Qt::AlignTop,
                 text.mid(line.textStart(), line.textLength()).trimmed(), TextRole::Body, ink.theme().secondary,
                 Shortening::Allowed);
        room.setTop(room.top() + row);
    }
    layout.endLayout();
}

}  // namespace msao::ui
