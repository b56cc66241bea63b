// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/trace_event.h"

#include <vector>

namespace msao::engine {

/// Takes the one ordered stream of events. Called from one thread at a time, with times that never go back.
class TraceSink {
public:
    virtual ~TraceSink() = default;
    virtual void record(const TraceEvent& event) = 0;
};

/// Keeps all events; for tests, the simulator and short runs.
class MemoryTraceSink final : public TraceSink {
public:
    void record(const TraceEvent& event) override { m_events.push_back(event); }

    const std::vector<TraceEvent>& events() const { return m_events; }

private:
    std::vector<TraceEvent> m_events;
};

}  // namespace msao::engine
