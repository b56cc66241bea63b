// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/events/payload_rows.h"
#include "ui/theme/panel.h"

#include <QBoxLayout>
#include <QTableView>
#include <QTextBrowser>

namespace msao::ui {

/// What went over the link, message by message, and beside or below it the one that was clicked in full.
class PayloadView final : public Panel {
    Q_OBJECT

public:
    PayloadView(RunModel& model, const Look& look, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void showDetails(const QModelIndex& index);
    void retranslate();
    void adjustRows();
    void fitRows();

    EventRows* m_events;
    PayloadRows* m_rows;
    QTableView* m_view;
    QTextBrowser* m_details;
    QBoxLayout* m_box;
};

}  // namespace msao::ui
