// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/run_model.h"

#include <algorithm>
#include <utility>

namespace msao::ui {

using namespace engine;

void RunModel::clear() {
    m_timeline = {};
    m_shown = {};
    m_texts.forgetLearned();
    m_cursor = {};
    m_count = 0;
    m_eventsKept = 0;
    m_selection.reset();
    Q_EMIT cleared();
    Q_EMIT changed();
}

void RunModel::append(std::vector<TraceEvent> events) {
    if (events.empty()) return;
    for (const TraceEvent& event : events) m_texts.learn(event.fact);
    m_timeline.append(std::move(events));
    Q_EMIT appended();
    if (!m_followsEnd) return;
    showFirst(m_timeline.size(), m_timeline.end());
    if (m_eventsKept > 0) forgetOldest();
}

void RunModel::forgetOldest() {
    const std::size_t gone = m_timeline.forgettable(m_eventsKept);
    if (gone == 0) return;
    Q_EMIT forgetting(static_cast<int>(gone));
    m_timeline.forget(gone);
    m_count -= gone;
    m_shown = m_timeline.whole();
    Q_EMIT forgotten(static_cast<int>(gone));
}

const RequestState* RunModel::wholeCurrent() const {
    const RequestState* shown = m_shown.current();
    return shown ? whole().find(shown->id) : nullptr;
}

void RunModel::setCursor(TraceTime time) {
    time = std::clamp(time, m_timeline.begin(), m_timeline.end());
    showFirst(m_timeline.countUntil(time), time);
}

void RunModel::showFirst(std::size_t count, TraceTime cursor) {
    if (count >= m_count && count - m_count < 4096) {
        for (; m_count < count; ++m_count) m_shown.apply(m_timeline.events()[m_count]);
    } else {
        m_shown = m_timeline.stateAfter(count);
        m_count = count;
    }
    m_cursor = cursor;
    Q_EMIT changed();
}

template <typename Wanted>
void RunModel::step(int direction, const Wanted& isWanted) {
    const std::vector<TraceEvent>& events = m_timeline.events();
    setFollowsEnd(false);
    if (direction > 0) {
        for (std::size_t i = m_count; i < events.size(); ++i) {
            if (isWanted(events[i].fact)) return showFirst(i + 1, events[i].time);
        }
        return;
    }
    for (std::size_t i = m_count == 0 ? 0 : m_count - 1; i-- > 0;) {
        if (isWanted(events[i].fact)) return showFirst(i + 1, events[i].time);
    }
    setCursor(m_timeline.begin());
}

void RunModel::stepToken(int direction) {
    step(direction, [](const TraceFact& fact) {
        return std::holds_alternative<TokenDrafted>(fact) || std::holds_alternative<TokenEmitted>(fact) ||
               std::holds_alternative<TokenRevised>(fact);
    });
}

void RunModel::stepOffload(int direction) {
    step(direction, [](const TraceFact& fact) {
        const auto* batch = std::get_if<BatchSent>(&fact);
        return batch && batch->reason == SendReason::NotConfident;
    });
}

void RunModel::setFollowsEnd(bool follows) {
    if (m_followsEnd == follows) return;
    m_followsEnd = follows;
    Q_EMIT followsEndChanged(follows);
    if (follows) showFirst(m_timeline.size(), m_timeline.end());
}

void RunModel::select(std::optional<std::int64_t> position) {
    if (m_selection == position) return;
    m_selection = position;
    Q_EMIT selectionChanged();
}

}  // namespace msao::ui
