// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/run_state.h"

#include <cstddef>
#include <vector>

namespace msao::ui {

/// All events of a run in order, and the state after any number of them. Going back starts from a copy that was kept
/// on the way, so it takes as long as a few thousand events.
class TraceTimeline {
public:
    void append(std::vector<engine::TraceEvent> events);
    /// How many of the oldest may be forgotten where about so many are to be kept; seldom any.
    std::size_t forgettable(std::size_t kept) const;
    /// Forgets that many. What they made of the run stays, but for questions that had ended by then and are not among
    /// the newest few.
    void forget(std::size_t count);

    const std::vector<engine::TraceEvent>& events() const { return m_events; }
    std::size_t size() const { return m_events.size(); }
    /// Of the run, whatever of it was forgotten.
    TraceTime origin() const { return m_origin; }
    TraceTime begin() const { return m_events.empty() ? TraceTime{} : m_events.front().time; }
    TraceTime end() const { return m_events.empty() ? TraceTime{} : m_events.back().time; }

    /// How many events had happened by `time`, those at `time` included.
    std::size_t countUntil(TraceTime time) const;
    RunState stateAfter(std::size_t count) const;
    const RunState& whole() const { return m_whole; }

private:
    static constexpr std::size_t kKeyframe = 4096;
    static constexpr std::size_t kForgotten = 4 * kKeyframe;  // at a time: seldom, and quickly done

    std::vector<engine::TraceEvent> m_events;
    TraceTime m_origin{};
    RunState m_base;                    // before the first event that is still there
    std::vector<RunState> m_keyframes;  // [i]: after (i + 1) * kKeyframe events
    RunState m_whole;
};

}  // namespace msao::ui
