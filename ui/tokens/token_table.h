// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/panel.h"
#include "ui/tokens/token_rows.h"

#include <QTableView>

namespace msao::ui {

/// Every draft and every token of the cloud's own, with what became of it.
class TokenTable final : public Panel {
    Q_OBJECT

public:
    TokenTable(RunModel& model, const Look& look, QWidget* parent = nullptr);
    const TokenRows& rows() const { return *m_rows; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void showSelection();
    void adjustRows();
    void fitColumns();
    void fitRows();

    RunModel& m_model;
    TokenRows* m_rows;
    QTableView* m_view;
};

}  // namespace msao::ui
