// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/events/event_rows.h"

#include <QSortFilterProxyModel>

namespace msao::ui {

/// Of all events those that travelled, or say what did: the question, what was kept of its pictures and sounds, drafts
/// up, verdicts down; each with its bytes.
class PayloadRows final : public QSortFilterProxyModel {
    Q_OBJECT

public:
    PayloadRows(RunModel& model, EventRows& events, QObject* parent = nullptr);

    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    /// A row in full: every token in words, then the event as a recording has it. Empty without such a row.
    QString details(const QModelIndex& index) const;

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    const engine::TraceEvent* eventAt(const QModelIndex& index) const;
    QString nameOf(const engine::TraceEvent& event) const;
    QString summaryOf(const engine::TraceEvent& event) const;
    QStringList linesOf(const engine::TraceEvent& event) const;
    QString mediumOf(const engine::ModalityPlan& plan, const RequestState* request) const;

    RunModel& m_model;
};

}  // namespace msao::ui
