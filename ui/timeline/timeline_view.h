// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/run_model.h"
#include "ui/theme/panel.h"
#include "ui/timeline/run_segments.h"

namespace msao::ui {

/// Who worked when: a lane each for edge, uplink, cloud, downlink and roll-backs. What is dark between the bars is
/// idle time. Above, what the plan predicted against what it took.
class TimelineView final : public Panel {
    Q_OBJECT

public:
    TimelineView(RunModel& model, const Look& look, QWidget* parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    struct Frame {
        QRectF plot;
        TraceTime from{};
        TraceTime to{};
        qreal x(TraceTime time) const {
            return plot.left() +
                   plot.width() * static_cast<double>((time - from).count()) / static_cast<double>((to - from).count());
        }
    };
    QString aside() const;
    void paintLane(Ink& ink, TimelineLane lane, const QRectF& row);
    void paintSegments(Ink& ink, TimelineLane lane, const QRectF& track) const;
    void paintSegment(Ink& ink, const TimelineSegment& segment, const QRectF& row) const;
    void paintAxis(Ink& ink, const QRectF& row) const;
    void moveCursorTo(qreal x);

    RunModel& m_model;
    Frame m_frame;
    QList<TimelineSegment> m_segments;
};

}  // namespace msao::ui
