// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/in_process/pace.h"
#include "app/in_process/timed_queue.h"

#include <condition_variable>
#include <mutex>
#include <stop_token>

namespace msao::app {

/// One device's time in one answer. Deadlines follow from when a step could begin, not from when this machine woke up
/// for it, so that being late never adds up. Used by one thread at a time.
class PacedDevice {
public:
    PacedDevice(const Pace& pace, SteadyTime freeFrom) : m_pace(pace), m_freeAt(freeFrom) {}

    /// The step could begin at `due`, and is computed here. Waits until the device has it too, or until stopped, and
    /// says when that is. A step that is late already is counted as overrun and is over now.
    SteadyTime finish(PacedSteps PacingReport::*kind, SteadyTime due, double deviceMs, std::stop_token stop);

    const Pace& pace() const { return m_pace; }
    /// When the step before was over.
    SteadyTime freeAt() const { return m_freeAt; }
    const PacingReport& report() const { return m_report; }

private:
    const Pace& m_pace;
    SteadyTime m_freeAt;
    PacingReport m_report;
    std::mutex m_mutex;
    std::condition_variable_any m_never;
};

}  // namespace msao::app
