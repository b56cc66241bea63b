// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/run_model.h"
#include "ui/theme/panel.h"

namespace msao::ui {

/// The link as it is estimated from real traffic: round trip, bandwidth, jitter, and what has been carried.
class LinkView final : public Panel {
    Q_OBJECT

public:
    LinkView(RunModel& model, const Look& look, QWidget* parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString aside() const;
    QString bandwidth() const;

    RunModel& m_model;
};

}  // namespace msao::ui
