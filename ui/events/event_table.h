// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/events/event_rows.h"
#include "ui/theme/panel.h"

#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QTableView>

namespace msao::ui {

/// The events themselves, to be searched. A click moves the time cursor there.
class EventTable final : public Panel {
    Q_OBJECT

public:
    EventTable(RunModel& model, const Look& look, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void adjustRows();
    void fitRows();

    RunModel& m_model;
    EventRows* m_rows;
    QSortFilterProxyModel* m_filtered;
    QLineEdit* m_words;
    QTableView* m_view;
};

}  // namespace msao::ui
