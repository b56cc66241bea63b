// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/headline/headline_figures.h"
#include "ui/run/run_model.h"
#include "ui/theme/panel.h"

namespace msao::ui {

/// The numbers one remembers, a card each, and MAS of every modality.
class HeadlineView final : public Panel {
    Q_OBJECT

public:
    HeadlineView(RunModel& model, const Look& look, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {look().px(400), sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintCard(Ink& ink, const QRectF& card, const HeadlineFigure& figure) const;
    void paintModalities(Ink& ink, const QRectF& card) const;

    RunModel& m_model;
};

}  // namespace msao::ui
