// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_view.h"

#include "ui/theme/marks.h"
#include "ui/theme/quantities.h"
#include "ui/timeline/timeline_lanes.h"

#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace msao::ui {
namespace {

double niceStep(double span, int wanted) {
    const double rough = span / wanted;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= rough) return factor * power;
    }
    return 10 * power;
}

}  // namespace

TimelineView::TimelineView(RunModel& model, const Look& look, QWidget* parent) : Panel(look, parent), m_model(model) {
    setAccessibleName(tr("Timeline"));
    // What grows by itself is read; what somebody moves is watched.
    connect(&model, &RunModel::changed, this, [this] {
        if (m_model.followsEnd()) {
            updateCalmly();
        } else {
            update();
        }
    });
    connect(&model, &RunModel::selectionChanged, this, [this] { update(); });
}

QSize TimelineView::sizeHint() const {
    return {look().px(480), look().px(180)};
}

QString TimelineView::aside() const {
    const RequestState* request = m_model.shown().current();
    if (!request) return {};
    const QString taken = Quantities::ms(request->elapsedMs(m_model.cursor()));
    if (!request->plan || request->plan->plan.predictedMs <= 0) return taken;
    return tr("%1 · plan %2").arg(taken, Quantities::ms(request->plan->plan.predictedMs));
}

void TimelineView::paintEvent(QPaintEvent*) {
    Ink ink(this, look());
    const QRectF room = paintSurface(ink, tr("Timeline"), aside());
    const RequestState* shown = m_model.shown().current();
    const RequestState* whole = m_model.wholeCurrent();
    if (!shown || !whole) {
        paintAbsence(ink, room, tr("No run yet"), tr("Who works when will stand here."));
        return;
    }
    qreal names = 0;
    for (const TimelineLane lane : kTimelineLanes)
        names = std::max(names, ink.widthOf(TimelineLanes::name(lane), TextRole::Label));
    const QString busy = tr("busy");
    const qreal shares =
        std::max(ink.widthOf(Quantities::percent(1), TextRole::Label), ink.widthOf(busy, TextRole::Label));
    m_frame.plot = room.adjusted(names + look().px(12), 0, -shares - look().px(10), 0);
    m_frame.from = whole->started;
    m_frame.to = std::max(whole->last, whole->started + fromMs(1));
    m_segments = timelineSegments(*shown, m_model.cursor());
    // In a low panel the lanes' names need the axis's line: how long it took in all stands in the heading.
    const qreal label = ink.heightOf(TextRole::Label);
    const auto lanes = static_cast<qreal>(kTimelineLanes.size());
    const qreal axis = room.height() >= lanes * 0.95 * label + label + look().px(2) ? label + look().px(2) : 0;
    const qreal row = (room.height() - axis) / lanes;
    for (std::size_t i = 0; i < kTimelineLanes.size(); ++i) {
        paintLane(ink, kTimelineLanes[i],
                  QRectF(room.left(), room.top() + row * static_cast<qreal>(i), room.width(), row));
    }
    if (axis > 0) {
        paintAxis(ink, QRectF(room.left(), room.bottom() - axis, room.width(), axis));
        ink.text(QRectF(room.right() - shares, room.bottom() - axis, shares + 1, axis), Qt::AlignBottom, busy,
                 TextRole::Label, ink.theme().secondary);
    }
    const qreal x = m_frame.x(std::clamp(m_model.cursor(), m_frame.from, m_frame.to));
    ink.painter().setPen(QPen(ink.theme().text, 1.2));
    ink.painter().drawLine(QPointF(x, room.top()), QPointF(x, room.bottom() - axis));
}

void TimelineView::paintLane(Ink& ink, TimelineLane lane, const QRectF& row) {
    // Where lanes are lower than letters, colours alone tell them apart.
    const bool isNamed = row.height() > 0.75 * ink.heightOf(TextRole::Label);
    if (isNamed) {
        ink.text(QRectF(row.left(), row.top(), m_frame.plot.left() - row.left(), row.height()), Qt::AlignVCenter,
                 TimelineLanes::name(lane), TextRole::Label, ink.theme().secondary);
    }
    const qreal height = std::min(row.height() - look().px(4), static_cast<qreal>(look().px(20)));
    const QRectF track(m_frame.plot.left(), row.center().y() - height / 2, m_frame.plot.width(), height);
    ink.roundedBox(track, ink.theme().raised, 3);
    paintSegments(ink, lane, track);
    if (!isNamed || (lane != TimelineLane::EdgeDraft && lane != TimelineLane::CloudVerify)) return;
    const RequestState& request = *m_model.shown().current();
    const double busy = busyShare(m_segments, lane, request.started, std::min(m_model.cursor(), m_frame.to));
    ink.text(QRectF(track.right() + look().px(10), row.top(), row.right() - track.right(), row.height()),
             Qt::AlignVCenter, Quantities::percent(busy), TextRole::Label, ink.theme().text);
}

/// Bars that would share a pixel are one: thousands of drafts cost what the panel's width costs.
void TimelineView::paintSegments(Ink& ink, TimelineLane lane, const QRectF& track) const {
    const auto isOfSelection = [this](const TimelineSegment& segment) {
        return m_model.selection() && *m_model.selection() >= segment.firstPosition &&
               *m_model.selection() < segment.firstPosition + segment.tokens;
    };
    std::optional<TimelineSegment> together;
    const auto isNear = [&](const TimelineSegment& next) {
        const qreal least = lane == TimelineLane::Rollback ? look().px(6) : 1.0;
        const qreal from = m_frame.x(together->begin);
        const qreal gap = m_frame.x(next.begin) - m_frame.x(together->end);
        const bool isThin = m_frame.x(next.end) - m_frame.x(next.begin) < 2 && gap < least;
        return lane == TimelineLane::Rollback ? m_frame.x(next.begin) - from < least : isThin;
    };
    for (const TimelineSegment& segment : m_segments) {
        if (segment.lane != lane) continue;
        if (together && !segment.isOpen && !isOfSelection(segment) && !isOfSelection(*together) && isNear(segment)) {
            if (lane != TimelineLane::Rollback) together->end = std::max(together->end, segment.end);
            continue;
        }
        if (together) paintSegment(ink, *together, track);
        together = segment;
    }
    if (together) paintSegment(ink, *together, track);
}

void TimelineView::paintSegment(Ink& ink, const TimelineSegment& segment, const QRectF& row) const {
    const QColor& colour = TimelineLanes::colour(look().theme(), segment.lane);
    const qreal from = m_frame.x(segment.begin);
    if (segment.lane == TimelineLane::Rollback) {
        const qreal size = std::min(row.height(), static_cast<qreal>(look().px(14)));
        drawMark(ink.painter(), TokenMark::Rejected, QRectF(from - size / 2, row.center().y() - size / 2, size, size),
                 colour);
        return;
    }
    QRectF bar(QPointF(from, row.top()), QPointF(m_frame.x(std::min(segment.end, m_frame.to)), row.bottom()));
    // A gap of half a pixel keeps neighbours apart, down to the width of a line.
    bar.setWidth(std::max(1.5, bar.width() - 0.8));
    const bool isSelected = m_model.selection() && *m_model.selection() >= segment.firstPosition &&
                            *m_model.selection() < segment.firstPosition + segment.tokens;
    QBrush brush(colour);
    if (segment.isOpen) brush.setStyle(Qt::BDiagPattern);
    ink.painter().setPen(isSelected ? QPen(ink.theme().text, 2) : QPen(Qt::NoPen));
    ink.painter().setBrush(brush);
    ink.painter().drawRoundedRect(bar, std::min(3.0, bar.width() / 3), 3);
}

void TimelineView::paintAxis(Ink& ink, const QRectF& row) const {
    const double span = toMs(m_frame.to - m_frame.from);
    const double step = niceStep(span, 4);
    const qreal last = m_frame.plot.right() + look().px(4);
    for (double at = 0; at <= span; at += step) {
        const qreal x = m_frame.x(m_frame.from + fromMs(at));
        const QString words = Quantities::ms(at);
        const qreal width = ink.widthOf(words, TextRole::Label);
        const qreal left = at == 0 ? x : x - width / 2;
        if (left + width > last) break;
        ink.text(QRectF(left, row.top(), width + 1, row.height()), Qt::AlignBottom, words, TextRole::Label,
                 ink.theme().secondary);
    }
}

void TimelineView::moveCursorTo(qreal x) {
    if (m_frame.plot.isEmpty() || !m_model.shown().current()) return;
    const double share = std::clamp((x - m_frame.plot.left()) / m_frame.plot.width(), 0.0, 1.0);
    m_model.setFollowsEnd(false);
    m_model.setCursor(m_frame.from + fromMs(share * toMs(m_frame.to - m_frame.from)));
}

void TimelineView::mousePressEvent(QMouseEvent* event) {
    moveCursorTo(event->position().x());
}

void TimelineView::mouseMoveEvent(QMouseEvent* event) {
    moveCursorTo(event->position().x());
}

}  // namespace msao::ui
