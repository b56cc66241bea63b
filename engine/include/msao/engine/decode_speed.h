// SPDX-License-Identifier: Apache-2.0
// How fast an answer was decoded, read off its trace: what `msao ask` prints and what the window shows. `msao eval`
// counts as here, over all answers together.
#pragma once

#include "msao/engine/trace_event.h"

#include <cstdint>
#include <optional>

namespace msao::engine {

/// Told the facts of one answer in order. A value.
class DecodeSpeed {
public:
    void apply(TraceTime time, const TraceFact& fact);

    /// Tokens a second of an answer of so many: those behind the first ones, over the time from the first token to the
    /// last. The paper's "tokens generated per second" (5.1.3) leave open from when; these are of decoding: what passes
    /// before the first token (probe, plan, upload, prompt) is a figure of its own. What came at once with it, as the
    /// tokens of one verdict do, took none of that time. Absent while nothing has come behind it.
    std::optional<double> tokensPerSecond(std::int64_t tokens) const;

    std::optional<TraceTime> first() const { return m_first; }  // token
    TraceTime last() const { return m_last; }                   // likewise; 0 while there is none
    std::int64_t firstTokens() const { return m_firstTokens; }  // that came at once with the first one

    bool operator==(const DecodeSpeed&) const = default;

private:
    std::optional<TraceTime> m_first;
    TraceTime m_last{};  // that a token came or was revised
    std::int64_t m_firstTokens = 0;
};

}  // namespace msao::engine
