// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/export_source.h"
#include "ui/export/figure.h"

#include <QCoreApplication>

namespace msao::ui {

/// The newest picture of the run, the probe's map over it, its scale with τ, and how many tokens travelled.
class HeatmapFigure final : public Figure {
    Q_DECLARE_TR_FUNCTIONS(msao::ui::HeatmapFigure)

public:
    explicit HeatmapFigure(const ExportSource& source);

    QString heading() const override;
    QString absence() const override;
    QList<LegendEntry> legend(const Theme&) const override { return {}; }  // it has a scale instead
    void paint(FigureInk& ink, const QRectF& room) const override;

private:
    QImage picture(const Theme& theme) const;
    void paintScale(FigureInk& ink, const QRectF& row) const;

    const FrameRecord* m_frame = nullptr;
    QImage m_picture;
    double m_threshold = 0;
};

}  // namespace msao::ui
