// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/in_process/paced_device.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace msao::app {

SteadyTime PacedDevice::finish(PacedSteps PacingReport::*kind, SteadyTime due, double deviceMs, std::stop_token stop) {
    using Milliseconds = std::chrono::duration<double, std::milli>;
    const SteadyTime done =
        std::max(due, m_freeAt) + std::chrono::duration_cast<SteadyTime::duration>(Milliseconds(deviceMs));
    const SteadyTime now = steadyNow();
    m_freeAt = std::max(done, now);
    PacedSteps& steps = m_report.*kind;
    ++steps.count;
    steps.busyMs += deviceMs;
    if (now > done) {
        ++steps.overran;
        steps.overranMs += Milliseconds(now - done).count();
        return m_freeAt;
    }
    std::unique_lock lock(m_mutex);
    m_never.wait_until(lock, std::move(stop), done, [] { return false; });
    return m_freeAt;
}

}  // namespace msao::app
