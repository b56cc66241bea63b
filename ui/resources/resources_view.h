// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/run_model.h"
#include "ui/theme/panel.h"
#include "ui/theme/sparkline.h"

namespace msao::ui {

/// What edge and cloud use, and how it came. What was not measured is said in words.
class ResourcesView final : public Panel {
    Q_OBJECT

public:
    ResourcesView(RunModel& model, const Look& look, QWidget* parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QList<Sparkline> linesOf(engine::Side side) const;

    RunModel& m_model;
};

}  // namespace msao::ui
