// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/payload_rows.h"

#include "msao/engine/trace_export.h"
#include "ui/theme/quantities.h"

#include <QJsonDocument>

#include <algorithm>

namespace msao::ui {
namespace {

using namespace engine;

constexpr int kMessageColumn = 2;
constexpr int kContentColumn = 3;

template <typename Fact>
const Fact* as(const TraceEvent& event) {
    return std::get_if<Fact>(&event.fact);
}

QString recordedAs(const TraceEvent& event) {
    const QByteArray json = QByteArray::fromStdString(traceEventJson(event));
    return QString::fromUtf8(QJsonDocument::fromJson(json).toJson(QJsonDocument::Indented));
}

}  // namespace

PayloadRows::PayloadRows(RunModel& model, EventRows& events, QObject* parent)
    : QSortFilterProxyModel(parent), m_model(model) {
    setSourceModel(&events);
}

const TraceEvent* PayloadRows::eventAt(const QModelIndex& index) const {
    const auto row = static_cast<std::size_t>(mapToSource(index).row());
    const std::vector<TraceEvent>& events = m_model.timeline().events();
    return index.isValid() && row < events.size() ? &events[row] : nullptr;
}

bool PayloadRows::filterAcceptsRow(int row, const QModelIndex&) const {
    const std::vector<TraceEvent>& events = m_model.timeline().events();
    if (row < 0 || static_cast<std::size_t>(row) >= events.size()) return false;
    const TraceEvent& event = events[static_cast<std::size_t>(row)];
    if (const auto* started = as<RequestStarted>(event)) return started->mode != Mode::EdgeOnly;
    if (const auto* made = as<PlanMade>(event)) return made->plan.mode != Mode::EdgeOnly;
    return as<BatchSent>(event) || as<VerdictArrived>(event);
}

QString PayloadRows::nameOf(const TraceEvent& event) const {
    if (as<RequestStarted>(event)) return tr("↑ question");
    if (as<PlanMade>(event)) return tr("↑ media");
    return as<BatchSent>(event) ? tr("↑ drafts") : tr("↓ verdict");
}

QString PayloadRows::mediumOf(const ModalityPlan& plan, const RequestState* request) const {
    const QString name = Quantities::modality(plan.modality);
    const QString kept = Quantities::percent(plan.retention);
    if (request) {
        const auto probe = std::ranges::find(request->modalities, plan.modality, &ModalityProbe::modality);
        if (probe != request->modalities.end() && probe->bytes > 0)
            return tr("%1, %2 kept, %3").arg(name, kept, Quantities::bytes(plannedBytes(*probe, plan)));
    }
    return tr("%1, %2 kept").arg(name, kept);
}

QString PayloadRows::summaryOf(const TraceEvent& event) const {
    if (const auto* started = as<RequestStarted>(event)) return QString::fromStdString(started->question);
    if (const auto* made = as<PlanMade>(event)) {
        QStringList media;
        for (const ModalityPlan& plan : made->plan.modalities)
            media << mediumOf(plan, m_model.whole().find(event.request));
        return media.join(QStringLiteral(" · "));
    }
    QString words;
    const auto say = [&](const std::vector<TokenId>& tokens) {
        for (const TokenId token : tokens) words += QLatin1Char(' ') + m_model.texts().label(token);
    };
    if (const auto* sent = as<BatchSent>(event)) {
        say(sent->batch.tokens);
        return Quantities::bytes(sent->bytes) + QStringLiteral(" ·") + words;
    }
    if (const auto* arrived = as<VerdictArrived>(event)) {
        say(arrived->verdict.tokens);
        return Quantities::bytes(arrived->bytes) + QStringLiteral(" ·") + words;
    }
    return {};
}

QStringList PayloadRows::linesOf(const TraceEvent& event) const {
    QStringList lines;
    const auto line = [&](std::int64_t position, TokenId token, const QString& words) {
        lines << QStringLiteral("%1  %2  %3").arg(position, 4).arg(m_model.texts().label(token), words);
    };
    if (const auto* sent = as<BatchSent>(event)) {
        const DraftBatch& batch = sent->batch;
        lines << tr("%n draft(s), %1: %2", nullptr, static_cast<int>(batch.tokens.size()))
                     .arg(Quantities::bytes(sent->bytes), Quantities::sendReason(sent->reason));
        for (std::size_t i = 0; i < batch.tokens.size(); ++i) {
            const bool hasEntropy = i < batch.normalisedEntropy.size();
            line(batch.firstPosition + static_cast<std::int64_t>(i), batch.tokens[i],
                 hasEntropy ? tr("H %1").arg(Quantities::number(batch.normalisedEntropy[i], 2)) : QString());
        }
    } else if (const auto* arrived = as<VerdictArrived>(event)) {
        const Verdict& verdict = arrived->verdict;
        lines << tr("%n draft(s) accepted, %1 rejected, %2", nullptr, verdict.acceptedCount)
                     .arg(verdict.rejectedCount)
                     .arg(Quantities::bytes(arrived->bytes));
        for (std::size_t i = 0; i < verdict.tokens.size(); ++i) {
            const bool isDraft = std::cmp_less(i, verdict.acceptedCount);
            line(verdict.firstPosition + static_cast<std::int64_t>(i), verdict.tokens[i],
                 isDraft ? tr("the draft") : tr("the cloud's"));
        }
    } else if (const auto* made = as<PlanMade>(event)) {
        for (const ModalityPlan& plan : made->plan.modalities)
            lines << mediumOf(plan, m_model.whole().find(event.request));
    } else {
        lines << summaryOf(event);
    }
    return lines;
}

QString PayloadRows::details(const QModelIndex& index) const {
    const TraceEvent* event = eventAt(index);
    if (!event) return {};
    return nameOf(*event) + QStringLiteral("\n") + linesOf(*event).join(QLatin1Char('\n')) + QStringLiteral("\n\n") +
           tr("As it is recorded:") + QLatin1Char('\n') + recordedAs(*event);
}

QVariant PayloadRows::data(const QModelIndex& index, int role) const {
    const bool isWords = role == Qt::DisplayRole || role == Qt::ToolTipRole;
    const bool isOurs = index.column() == kMessageColumn || index.column() == kContentColumn;
    if (!isWords || !isOurs) return QSortFilterProxyModel::data(index, role);
    const TraceEvent* event = eventAt(index);
    if (!event) return {};
    return index.column() == kMessageColumn ? nameOf(*event) : summaryOf(*event);
}

QVariant PayloadRows::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole) {
        if (section == kMessageColumn) return tr("Message");
        if (section == kContentColumn) return tr("Bytes and content");
    }
    return QSortFilterProxyModel::headerData(section, orientation, role);
}

}  // namespace msao::ui
