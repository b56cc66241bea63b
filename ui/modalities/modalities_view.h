// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/run_model.h"
#include "ui/theme/panel.h"

namespace msao::ui {

/// MAS, β, ρ and γ of every modality, and what of it travels.
class ModalitiesView final : public Panel {
    Q_OBJECT

public:
    ModalitiesView(RunModel& model, const Look& look, QWidget* parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString sentOf(const RequestState& request, const engine::ModalityProbe& probe) const;

    RunModel& m_model;
};

}  // namespace msao::ui
