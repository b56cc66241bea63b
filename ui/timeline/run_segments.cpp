// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/run_segments.h"

#include <algorithm>

namespace msao::ui {
namespace {

void addDrafts(const RequestState& request, QList<TimelineSegment>& segments) {
    for (const DraftRecord& draft : request.drafts) {
        const TraceTime begin = std::max(request.started, draft.time - fromMs(draft.draftMs));
        segments.push_back({TimelineLane::EdgeDraft, begin, draft.time, 1, 0, draft.position, false});
    }
}

void addVerdict(const VerdictRecord& verdict, QList<TimelineSegment>& segments) {
    const auto add = [&](TimelineLane lane, TraceTime begin, TraceTime end) {
        segments.push_back(
            {lane, begin, std::max(begin, end), verdict.tokens, verdict.accepted, verdict.firstPosition, false});
    };
    if (!verdict.cloud) return add(TimelineLane::CloudVerify, verdict.time - fromMs(verdict.cloudStepMs), verdict.time);
    if (verdict.cloud->received > verdict.cloud->sent)
        add(TimelineLane::Uplink, verdict.cloud->sent, verdict.cloud->received);
    add(TimelineLane::CloudVerify, verdict.cloud->began, verdict.cloud->ended);
    add(TimelineLane::Downlink, verdict.cloud->ended, verdict.time);
}

}  // namespace

QList<TimelineSegment> timelineSegments(const RequestState& request, TraceTime now) {
    QList<TimelineSegment> segments;
    addDrafts(request, segments);
    for (const VerdictRecord& verdict : request.verdicts) addVerdict(verdict, segments);
    for (const BatchRecord& batch : request.batches) {
        if (batch.verdict || request.ended) continue;
        segments.push_back(
            {TimelineLane::Uplink, batch.time, std::max(batch.time, now), batch.tokens, 0, batch.firstPosition, true});
    }
    for (const RollbackRecord& rollback : request.rollbacks) {
        if (rollback.discarded == 0) continue;
        segments.push_back(
            {TimelineLane::Rollback, rollback.time, rollback.time, rollback.discarded, 0, rollback.position, false});
    }
    return segments;
}

double busyShare(const QList<TimelineSegment>& segments, TimelineLane lane, TraceTime from, TraceTime to) {
    if (to <= from) return 0;
    QList<std::pair<TraceTime, TraceTime>> spans;
    for (const TimelineSegment& segment : segments) {
        if (segment.lane == lane) spans.push_back({std::max(from, segment.begin), std::min(to, segment.end)});
    }
    std::sort(spans.begin(), spans.end());
    TraceTime busy{};
    TraceTime reached = from;
    for (const auto& [begin, end] : spans) {
        busy += std::max(TraceTime{}, end - std::max(begin, reached));
        reached = std::max(reached, end);
    }
    return static_cast<double>(busy.count()) / static_cast<double>((to - from).count());
}

}  // namespace msao::ui
