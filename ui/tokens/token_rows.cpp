// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tokens/token_rows.h"

#include "ui/theme/quantities.h"

#include <algorithm>

namespace msao::ui {
namespace {

int acceptedOf(const RequestState& request, int batch) {
    return static_cast<int>(std::count_if(
        request.drafts.begin(), request.drafts.end(),
        [batch](const DraftRecord& draft) { return draft.batch == batch && draft.fate == DraftFate::Accepted; }));
}

Qt::Alignment alignmentOf(TokenColumn column) {
    const bool isWords = column == TokenColumn::Text || column == TokenColumn::Mark;
    return (isWords ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter;
}

}  // namespace

QString TokenReasons::ofDraft(const RequestState& request, const DraftRecord& draft) {
    const QString entropy = Quantities::number(draft.normalisedEntropy, 2);
    const QString theta = Quantities::number(draft.theta, 2);
    QStringList reasons;
    reasons << (draft.normalisedEntropy <= draft.theta ? tr("H %1 ≤ θ %2: confident").arg(entropy, theta)
                                                       : tr("H %1 > θ %2: not confident").arg(entropy, theta));
    if (draft.batch) {
        const BatchRecord& batch = request.batches[*draft.batch];
        reasons << tr("sent with %n draft(s) (%1)", nullptr, batch.tokens).arg(Quantities::sendReason(batch.reason));
        if (draft.fate != DraftFate::Waiting) reasons << tr("%n accepted", nullptr, acceptedOf(request, *draft.batch));
    } else if (draft.fate == DraftFate::Waiting) {
        reasons << tr("waits for company");
    } else {
        reasons << tr("never sent");
    }
    switch (draft.fate) {
        case DraftFate::Waiting:
            reasons << tr("verdict not here yet");
            break;
        case DraftFate::Accepted:
            reasons << tr("the cloud draws the same");
            break;
        case DraftFate::Corrected:
            reasons << tr("the cloud draws another token");
            break;
        case DraftFate::Rejected:
            reasons << tr("thrown away: it continued a branch that ended");
            break;
        case DraftFate::Unverified:
            reasons << tr("kept without the cloud");
            break;
    }
    // Chinese has a comma of its own.
    return reasons.join(tr(", "));
}

QString TokenReasons::ofCloudToken(const RequestState& request, const AnswerToken& token) {
    if (!token.verdict) return tr("the cloud's own token");
    const VerdictRecord& verdict = request.verdicts[*token.verdict];
    return verdict.accepted > 0 ? tr("the cloud went on behind %n accepted draft(s)", nullptr, verdict.accepted)
                                : tr("no draft stood here, so the cloud decoded it");
}

TokenRows::TokenRows(RunModel& model, QObject* parent) : QAbstractTableModel(parent), m_model(model) {
    connect(&model, &RunModel::changed, this, &TokenRows::refresh);
    refresh();
}

/// Drafts in the order of drawing; the cloud's own stand before the first draft of a later position.
QList<TokenRows::Row> TokenRows::rowsOf(const RequestState& request) {
    QList<Row> rows;
    qsizetype answered = 0;
    const auto addCloud = [&](TraceTime before, bool toTheEnd) {
        for (; answered < request.answer.size(); ++answered) {
            const AnswerToken& token = request.answer[answered];
            if (!toTheEnd && token.time > before) return;
            if (token.provenance == engine::Provenance::Cloud)
                rows.push_back({std::nullopt, answered, TokenMark::Cloud});
        }
    };
    for (qsizetype i = 0; i < request.drafts.size(); ++i) {
        addCloud(request.drafts[i].time, false);
        rows.push_back({static_cast<int>(i), request.drafts[i].position, ui::markOf(request.drafts[i].fate)});
    }
    addCloud({}, true);
    return rows;
}

/// Rows that stayed are told as changed, those at the end as inserted or removed: the view keeps its place.
void TokenRows::refresh() {
    const RequestState* request = m_model.shown().current();
    QList<Row> rows = request ? rowsOf(*request) : QList<Row>();
    qsizetype same = 0;
    while (same < std::min(rows.size(), m_rows.size()) && rows[same] == m_rows[same]) ++same;
    const qsizetype common = std::min(rows.size(), m_rows.size());
    if (rows.size() < m_rows.size()) {
        beginRemoveRows({}, static_cast<int>(rows.size()), static_cast<int>(m_rows.size()) - 1);
        m_rows.resize(rows.size());
        endRemoveRows();
    }
    std::copy(rows.begin() + same, rows.begin() + common, m_rows.begin() + same);
    if (same < common) Q_EMIT dataChanged(index(int(same), 0), index(int(common) - 1, columnCount() - 1));
    if (rows.size() > m_rows.size()) {
        beginInsertRows({}, static_cast<int>(m_rows.size()), static_cast<int>(rows.size()) - 1);
        m_rows = std::move(rows);
        endInsertRows();
    }
}

void TokenRows::retranslate() {
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    if (!m_rows.isEmpty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int TokenRows::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TokenRows::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(kTokenColumns.size());
}

QVariant TokenRows::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) return {};
    if (role == Qt::TextAlignmentRole) return QVariant(alignmentOf(kTokenColumns[static_cast<std::size_t>(section)]));
    if (role != Qt::DisplayRole) return {};
    switch (kTokenColumns[static_cast<std::size_t>(section)]) {
        case TokenColumn::Position:
            return tr("#");
        case TokenColumn::Text:
            return tr("Token");
        case TokenColumn::Mark:
            return tr("Fate");
        case TokenColumn::Entropy:
            return tr("H");
        case TokenColumn::Theta:
            return tr("θ");
        case TokenColumn::Draft:
            return tr("Draft");
        case TokenColumn::Batch:
            return tr("Batch");
        case TokenColumn::Waited:
            return tr("Waited");
    }
    return {};
}

/// The state is already another one while the view is being told which rows go.
bool TokenRows::isGone(const Row& row, const RequestState& request) {
    return row.draft ? *row.draft >= request.drafts.size() : row.position >= request.answer.size();
}

QVariant TokenRows::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= m_rows.size()) return {};
    const Row& row = m_rows[index.row()];
    const TokenColumn column = kTokenColumns[static_cast<std::size_t>(index.column())];
    const RequestState* request = m_model.shown().current();
    if (role == Qt::TextAlignmentRole) return QVariant(alignmentOf(column));
    if (!request || isGone(row, *request)) return {};
    if (role == Qt::DisplayRole) return cell(row, column);
    if (role == Qt::ToolTipRole || role == Qt::AccessibleDescriptionRole) {
        return row.draft ? TokenReasons::ofDraft(*request, request->drafts[*row.draft])
                         : TokenReasons::ofCloudToken(*request, request->answer[row.position]);
    }
    return {};
}

QString TokenRows::cell(const Row& row, TokenColumn column) const {
    const RequestState& request = *m_model.shown().current();
    const DraftRecord* draft = row.draft ? &request.drafts[*row.draft] : nullptr;
    switch (column) {
        case TokenColumn::Position:
            return QString::number(row.position);
        case TokenColumn::Text:
            return m_model.texts().label(draft ? draft->token : request.answer[row.position].token);
        case TokenColumn::Mark:
            return TokenMarkNames::symbol(row.mark) + QLatin1Char(' ') + TokenMarkNames::name(row.mark);
        case TokenColumn::Entropy:
            return draft ? Quantities::number(draft->normalisedEntropy, 3) : QString();
        case TokenColumn::Theta:
            return draft ? Quantities::number(draft->theta, 3) : QString();
        case TokenColumn::Draft:
            return draft ? Quantities::ms(draft->draftMs) : QString();
        case TokenColumn::Batch:
            return draft && draft->batch ? QString::number(*draft->batch + 1) : QString();
        case TokenColumn::Waited:
            return draft && draft->decided ? Quantities::ms(toMs(*draft->decided - draft->time)) : QString();
    }
    return {};
}

std::optional<std::int64_t> TokenRows::positionOf(int row) const {
    if (row < 0 || row >= m_rows.size()) return std::nullopt;
    return m_rows[row].position;
}

TokenMark TokenRows::markOf(int row) const {
    return row < 0 || row >= m_rows.size() ? TokenMark::Drafted : m_rows[row].mark;
}

int TokenRows::rowOf(std::int64_t position) const {
    for (qsizetype i = m_rows.size(); i-- > 0;) {
        if (m_rows[i].position == position) return static_cast<int>(i);
    }
    return -1;
}

}  // namespace msao::ui
