// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/trace_timeline.h"

#include <algorithm>
#include <iterator>

namespace msao::ui {

void TraceTimeline::append(std::vector<engine::TraceEvent> events) {
    if (m_whole.events == 0 && !events.empty()) m_origin = events.front().time;
    for (engine::TraceEvent& event : events) {
        m_whole.apply(event);
        m_events.push_back(std::move(event));
        if (m_events.size() % kKeyframe == 0) m_keyframes.push_back(m_whole);
    }
}

std::size_t TraceTimeline::forgettable(std::size_t kept) const {
    return m_events.size() < kept + kForgotten ? 0 : (m_events.size() - kept) / kKeyframe * kKeyframe;
}

void TraceTimeline::forget(std::size_t count) {
    const auto frames = static_cast<std::ptrdiff_t>(count / kKeyframe);
    m_base = m_keyframes[static_cast<std::size_t>(frames) - 1];
    m_keyframes.erase(m_keyframes.begin(), m_keyframes.begin() + frames);
    m_events.erase(m_events.begin(), m_events.begin() + frames * static_cast<std::ptrdiff_t>(kKeyframe));
    m_base.forgetBefore(begin());
    m_whole.forgetBefore(begin());
    for (RunState& keyframe : m_keyframes) keyframe.forgetBefore(begin());
}

std::size_t TraceTimeline::countUntil(TraceTime time) const {
    const auto after = std::upper_bound(m_events.begin(), m_events.end(), time,
                                        [](TraceTime at, const engine::TraceEvent& event) { return at < event.time; });
    return static_cast<std::size_t>(std::distance(m_events.begin(), after));
}

RunState TraceTimeline::stateAfter(std::size_t count) const {
    count = std::min(count, m_events.size());
    if (count == m_events.size()) return m_whole;
    const std::size_t keyframe = std::min(count / kKeyframe, m_keyframes.size());
    RunState state = keyframe == 0 ? m_base : m_keyframes[keyframe - 1];
    for (std::size_t i = keyframe * kKeyframe; i < count; ++i) state.apply(m_events[i]);
    return state;
}

}  // namespace msao::ui
