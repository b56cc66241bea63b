// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ask/race_rows.h"

#include "ui/theme/quantities.h"

#include <algorithm>

namespace msao::ui {
namespace {

bool isSameAnswer(const RequestState& one, const RequestState& other) {
    return std::equal(one.answer.begin(), one.answer.end(), other.answer.begin(), other.answer.end(),
                      [](const AnswerToken& a, const AnswerToken& b) { return a.token == b.token; });
}

/// Of the media as the plan has them. A model cut in two sends no pixel, and an edge alone nothing; of another way
/// without a plan nobody noted what its media were.
std::optional<std::int64_t> mediaBytes(const RequestState& request) {
    const engine::Mode mode = request.request.mode;
    if (mode == engine::Mode::PerLlm || mode == engine::Mode::EdgeOnly) return 0;
    if (!request.plan || request.modalities.isEmpty()) return std::nullopt;
    std::int64_t bytes = 0;
    for (const engine::ModalityPlan& planned : request.plan->plan.modalities) {
        for (const engine::ModalityProbe& probe : request.modalities) {
            if (probe.modality == planned.modality) bytes += plannedBytes(probe, planned);
        }
    }
    return bytes;
}

RaceRow rowOf(const RequestState& request, const RequestState& current, TraceTime now) {
    RaceRow row;
    row.mode = request.request.mode;
    row.elapsedMs = request.elapsedMs(now);
    row.isRunning = !request.ended;
    row.isCurrent = &request == &current;
    row.tokens = request.answer.size();
    row.tokensPerSecond = request.tokensPerSecond();
    if (const auto media = mediaBytes(request)) row.sentBytes = *media + request.bytesSent;
    row.cloudMs = request.cloudMs;
    if (request.ended && current.ended && !row.isCurrent) row.isSameAnswer = isSameAnswer(request, current);
    return row;
}

}  // namespace

QList<RaceRow> raceRows(const RunState& state, TraceTime now) {
    QList<RaceRow> rows;
    const RequestState* current = state.current();
    if (!current) return rows;
    rows.push_back(rowOf(*current, *current, now));
    for (qsizetype i = state.requests.size() - 1; i-- > 0;) {
        const RequestState& other = state.requests[i];
        const bool isKnown = std::any_of(rows.begin(), rows.end(),
                                         [&other](const RaceRow& row) { return row.mode == other.request.mode; });
        // What was asked before something else, or before a mode's newer run, was asked about another picture.
        if (isKnown || other.request.question != current->request.question) break;
        rows.push_back(rowOf(other, *current, now));
    }
    return rows;
}

const RequestState* finishedRival(const RunState& state) {
    const RequestState* current = state.current();
    if (!current) return nullptr;
    for (qsizetype i = state.requests.size() - 1; i-- > 0;) {
        const RequestState& other = state.requests[i];
        const bool isRival =
            other.request.mode != current->request.mode && other.request.question == current->request.question;
        if (!isRival) return nullptr;
        if (other.ended && !other.answer.isEmpty()) return &other;
    }
    return nullptr;
}

std::optional<double> speedUp(const RequestState& request, const RequestState& rival) {
    const qsizetype tokens = std::min(request.answer.size(), rival.answer.size());
    if (tokens == 0) return std::nullopt;
    const double ownMs = toMs(request.answer[tokens - 1].time - request.started);
    if (ownMs <= 0) return std::nullopt;
    return toMs(rival.answer[tokens - 1].time - rival.started) / ownMs;
}

}  // namespace msao::ui
