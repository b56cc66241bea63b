// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/figure.h"
#include "ui/run/request_state.h"

#include <QCoreApplication>

namespace msao::ui {

/// Normalised entropy of every draft, θ as it moved, what became of each draft, and where the gate sent them off.
class EntropyFigure final : public Figure {
    Q_DECLARE_TR_FUNCTIONS(msao::ui::EntropyFigure)

public:
    explicit EntropyFigure(const RequestState* request) : m_request(request) {}

    QString heading() const override;
    QString absence() const override;
    QList<LegendEntry> legend(const Theme& theme) const override;
    void paint(FigureInk& ink, const QRectF& room) const override;

private:
    struct Axes;
    void paintAxes(FigureInk& ink, const Axes& axes) const;
    void paintEntropy(FigureInk& ink, const Axes& axes) const;
    void paintTheta(FigureInk& ink, const Axes& axes) const;
    bool wasSentByGate(const DraftRecord& draft) const;

    const RequestState* m_request;  // may be null: no run
};

}  // namespace msao::ui
