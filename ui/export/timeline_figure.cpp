// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/timeline_figure.h"

#include "ui/theme/quantities.h"
#include "ui/timeline/timeline_lanes.h"

#include <algorithm>

namespace msao::ui {

TimelineFigure::TimelineFigure(const RequestState* request, TraceTime now) : m_request(request) {
    if (!request) return;
    m_segments = timelineSegments(*request, now);
    m_end = std::max(request->last, request->started + fromMs(1));
}

QString TimelineFigure::heading() const {
    if (!m_request || !m_request->plan || m_request->plan->plan.predictedMs <= 0) return tr("Timeline");
    return tr("Timeline: %1, planned %2")
        .arg(Quantities::ms(m_request->elapsedMs(m_end)), Quantities::ms(m_request->plan->plan.predictedMs));
}

QString TimelineFigure::absence() const {
    return m_segments.isEmpty() ? tr("Nobody worked yet, so there is no timeline.") : QString();
}

QList<LegendEntry> TimelineFigure::legend(const Theme& theme) const {
    return {{tr("edge"), theme.accepted},
            {tr("link"), theme.modality},
            {tr("cloud"), theme.cloud},
            {tr("drafts thrown away"), theme.rejected, TokenMark::Rejected}};
}

double TimelineFigure::xOf(const QRectF& plot, TraceTime time) const {
    const double share = toMs(time - m_request->started) / toMs(m_end - m_request->started);
    return plot.left() + plot.width() * std::clamp(share, 0.0, 1.0);
}

void TimelineFigure::paint(FigureInk& ink, const QRectF& room) const {
    double names = 0;
    for (const TimelineLane lane : kTimelineLanes) names = std::max(names, ink.widthOf(TimelineLanes::name(lane)));
    const double shares = std::max(ink.widthOf(Quantities::percent(1)), ink.widthOf(tr("busy")));
    const QRectF plot = room.adjusted(names + ink.em() * 0.8, 0, -shares - ink.em() * 0.8, -ink.lineHeight() * 2.2);
    const double height = plot.height() / static_cast<double>(kTimelineLanes.size());
    for (std::size_t i = 0; i < kTimelineLanes.size(); ++i) {
        const QRectF row(room.left(), plot.top() + height * static_cast<double>(i), room.width(), height);
        paintLane(ink, kTimelineLanes[i], row, plot);
    }
    paintAxis(ink, plot);
}

void TimelineFigure::paintLane(FigureInk& ink, TimelineLane lane, const QRectF& row, const QRectF& plot) const {
    ink.text(QRectF(row.left(), row.top(), plot.left() - row.left(), row.height()), Qt::AlignVCenter,
             TimelineLanes::name(lane), ink.theme().text);
    const double height = std::min(row.height() * 0.72, ink.em() * 1.8);
    const QRectF track(plot.left(), row.center().y() - height / 2, plot.width(), height);
    ink.painter().fillRect(track, ink.theme().raised);
    const QColor colour = TimelineLanes::colour(ink.theme(), lane);
    for (const TimelineSegment& segment : m_segments) {
        if (segment.lane != lane) continue;
        const double from = xOf(plot, segment.begin);
        if (lane == TimelineLane::Rollback) {
            const double size = std::min(height, ink.em());
            drawMark(ink.painter(), TokenMark::Rejected,
                     QRectF(from - size / 2, track.center().y() - size / 2, size, size), colour);
            continue;
        }
        const double width = std::max(0.4, xOf(plot, segment.end) - from - 0.15);
        ink.painter().fillRect(QRectF(from, track.top(), width, height),
                               QBrush(colour, segment.isOpen ? Qt::BDiagPattern : Qt::SolidPattern));
    }
    if (lane == TimelineLane::Rollback) return;
    ink.text(QRectF(plot.right(), row.top(), row.right() - plot.right(), row.height()),
             Qt::AlignRight | Qt::AlignVCenter,
             Quantities::percent(busyShare(m_segments, lane, m_request->started, m_end)), ink.theme().secondary);
}

void TimelineFigure::paintAxis(FigureInk& ink, const QRectF& plot) const {
    const double span = toMs(m_end - m_request->started);
    const double step = axisStep(span, 4);
    const double height = ink.lineHeight();
    const double half = 5 * ink.em();
    for (double at = 0; at <= span; at += step) {
        const double x = xOf(plot, m_request->started + fromMs(at));
        ink.line({x, plot.bottom()}, {x, plot.bottom() + ink.em() * 0.3}, ink.theme().secondary);
        ink.text(QRectF(x - half, plot.bottom() + ink.em() * 0.3, 2 * half, height), Qt::AlignHCenter,
                 Quantities::number(at, step < 1 ? 1 : 0), ink.theme().secondary);
    }
    const double below = plot.bottom() + ink.em() * 0.3 + height;
    ink.text(QRectF(plot.left(), below, plot.width(), height), Qt::AlignHCenter, tr("ms since the question"),
             ink.theme().secondary);
    // Under the shares of time, ending where they end.
    const double shares = std::max(ink.widthOf(Quantities::percent(1)), ink.widthOf(tr("busy"))) + ink.em() * 0.8;
    ink.text(QRectF(plot.right(), below, shares, height), Qt::AlignRight, tr("busy"), ink.theme().secondary);
}

}  // namespace msao::ui
