// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/run_model.h"

#include <QAbstractTableModel>

namespace msao::ui {

/// Every event up to the cursor: when, of which request, what, and its fields. Rows are made where they are looked at,
/// so a million events cost nothing.
class EventRows final : public QAbstractTableModel {
    Q_OBJECT

public:
    explicit EventRows(RunModel& model, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void retranslate();

private:
    void refresh();

    RunModel& m_model;
    int m_count = 0;
};

}  // namespace msao::ui
