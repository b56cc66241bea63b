// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/run_model.h"
#include "ui/theme/panel.h"
#include "ui/theme/sparkline.h"

namespace msao::ui {

/// The connected cloud as it describes itself: who is there, who waits, and how well its passes are shared.
class ServerView final : public Panel {
    Q_OBJECT

public:
    ServerView(RunModel& model, const Look& look, QWidget* parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QList<Sparkline> lines(const QList<ServerRecord>& records) const;
    QString aside(const QList<ServerRecord>& records) const;

    RunModel& m_model;
};

}  // namespace msao::ui
