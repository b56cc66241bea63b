// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/request_state.h"

#include <array>

namespace msao::ui {

enum class TimelineLane { EdgeDraft, Uplink, CloudVerify, Downlink, Rollback };

inline constexpr std::array kTimelineLanes = {TimelineLane::EdgeDraft, TimelineLane::Uplink, TimelineLane::CloudVerify,
                                              TimelineLane::Downlink, TimelineLane::Rollback};

/// A stretch of time in which a station was at work.
struct TimelineSegment {
    TimelineLane lane = TimelineLane::EdgeDraft;
    TraceTime begin{};
    TraceTime end{};
    int tokens = 0;
    int accepted = 0;
    std::int64_t firstPosition = 0;
    bool isOpen = false;  // under way, its end is not known yet
};

/// Where the time of a request went, as far as it has been seen. Where a verdict does not tell the cloud's times, its
/// pass is taken to have ended when the verdict came, as the Chrome export does.
QList<TimelineSegment> timelineSegments(const RequestState& request, TraceTime now);

/// Share of [from, to] in which a lane was at work; overlapping segments count once.
double busyShare(const QList<TimelineSegment>& segments, TimelineLane lane, TraceTime from, TraceTime to);

}  // namespace msao::ui
