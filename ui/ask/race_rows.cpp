// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ask/race_rows.h"

#include <algorithm>

namespace msao::ui {
namespace {

bool isSameAnswer(const RequestState& one, const RequestState& other) {
    return std::equal(one.answer.begin(), one.answer.end(), other.answer.begin(), other.answer.end(),
                      [](const AnswerToken& a, const AnswerToken& b) { return a.token == b.token; });
}

RaceRow rowOf(const RequestState& request, const RequestState& current, TraceTime now) {
    RaceRow row;
    row.mode = request.request.mode;
    row.elapsedMs = request.elapsedMs(now);
    row.isRunning = !request.ended;
    row.isCurrent = &request == &current;
    row.tokensPerSecond = request.tokensPerSecond(now);
    row.cloudMsPerToken = request.cloudMsPerToken();
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
        if (!isKnown && other.request.question == current->request.question)
            rows.push_back(rowOf(other, *current, now));
    }
    return rows;
}

const RequestState* finishedRival(const RunState& state, engine::Mode mode) {
    const RequestState* current = state.current();
    if (!current || current->request.mode == mode) return nullptr;
    for (qsizetype i = state.requests.size() - 1; i-- > 0;) {
        const RequestState& other = state.requests[i];
        const bool isRival = other.request.mode == mode && other.request.question == current->request.question;
        if (isRival && other.ended && !other.answer.isEmpty()) return &other;
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
