// SPDX-License-Identifier: GPL-3.0-or-later
// Sinks of the trace that a command line needs: the answer as it comes, and its times.
#pragma once

#include "msao/engine/decode_speed.h"
#include "msao/engine/trace_sink.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace msao::app {

/// Gives every event to several sinks.
class TraceFan final : public engine::TraceSink {
public:
    void add(engine::TraceSink& sink) { m_sinks.push_back(&sink); }
    void record(const engine::TraceEvent& event) override {
        for (engine::TraceSink* sink : m_sinks) sink->record(event);
    }

private:
    std::vector<engine::TraceSink*> m_sinks;
};

/// Streams the answer to stdout. Provenance on a terminal: accepted drafts plain, corrected tokens yellow, the cloud's
/// own blue, unverified ones dim. Elsewhere: corrected tokens in [brackets], unverified ones in (parentheses).
class AnswerPrinter final : public engine::TraceSink {
public:
    AnswerPrinter();
    void record(const engine::TraceEvent& event) override;

private:
    void print(engine::Provenance provenance, const std::string& text);
    void withdraw(std::int64_t position);

    bool m_isTerminal;
    std::int64_t m_shown = 0;
};

/// When things happened, from the answer's start; and what they cost.
class AnswerTimer final : public engine::TraceSink {
public:
    void record(const engine::TraceEvent& event) override;

    std::optional<engine::TraceTime> asked;  // unless it is set before: when the first event came
    std::optional<double> firstTokenMs;      // since it was asked
    engine::DecodeSpeed decoding;
    std::int64_t drafted = 0;
    double draftMs = 0;  // of all drafts
    std::int64_t passes = 0;
    double passMs = 0;  // of all passes that drew tokens for this answer
    std::int64_t bytesUp = 0;
    std::int64_t bytesDown = 0;
};

}  // namespace msao::app
