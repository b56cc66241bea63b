// SPDX-License-Identifier: Apache-2.0
// The trace of a run as a test reads it while it grows, and rule R1 over it.
#pragma once

#include "msao/engine/trace_sink.h"

#include <cstddef>
#include <mutex>
#include <string>
#include <vector>

namespace msao::edge {

/// Written by the edge's thread, read by the test's.
class RecordedRun final : public engine::TraceSink {
public:
    void record(const engine::TraceEvent& event) override;
    std::vector<engine::TraceEvent> events() const;

    template <typename Fact>
    std::size_t count() const {
        std::size_t found = 0;
        for (const engine::TraceEvent& event : events()) found += std::holds_alternative<Fact>(event.fact) ? 1 : 0;
        return found;
    }
    std::size_t unverifiedTokens() const;

private:
    mutable std::mutex m_mutex;
    std::vector<engine::TraceEvent> m_events;
};

/// R1: every token exactly once and in order, what was shown as verified never taken back, and in the end `expected`.
/// Empty, or what broke it.
std::string faultOf(const std::vector<engine::TraceEvent>& events, engine::RequestId request,
                    const std::vector<engine::TokenId>& expected);

}  // namespace msao::edge
