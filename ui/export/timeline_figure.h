// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/figure.h"
#include "ui/timeline/run_segments.h"

#include <QCoreApplication>

namespace msao::ui {

/// Who worked when: a lane each for edge, uplink, cloud, downlink and roll-backs, with the share of time it was busy.
class TimelineFigure final : public Figure {
    Q_DECLARE_TR_FUNCTIONS(msao::ui::TimelineFigure)

public:
    /// `now` is where what is still under way ends.
    TimelineFigure(const RequestState* request, TraceTime now);

    QString heading() const override;
    QString absence() const override;
    QList<LegendEntry> legend(const Theme& theme) const override;
    void paint(FigureInk& ink, const QRectF& room) const override;

private:
    double xOf(const QRectF& plot, TraceTime time) const;
    void paintLane(FigureInk& ink, TimelineLane lane, const QRectF& row, const QRectF& plot) const;
    void paintAxis(FigureInk& ink, const QRectF& plot) const;

    const RequestState* m_request;  // may be null: no run
    QList<TimelineSegment> m_segments;
    TraceTime m_end{};
};

}  // namespace msao::ui
