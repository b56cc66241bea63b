// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "msao/engine/decode_speed.h"
#include "msao/engine/trace_sink.h"

#include <cstdint>
#include <optional>

namespace msao::app {

/// What an evaluation wants to know of one answer's trace. Times are since the trace's origin.
class EvalMeter final : public engine::TraceSink {
public:
    void record(const engine::TraceEvent& event) override;

    std::optional<double> firstTokenMs() const;
    double lastTokenMs() const;

    engine::DecodeSpeed decoding;
    std::int64_t drafted = 0;
    std::int64_t draftRows = 0;        // tokens that the draft model read of the answer, again after a correction
    std::int64_t judgingVerdicts = 0;  // that a draft of the edge met, sent or not: it was accepted or thrown away
    std::int64_t cloudPasses = 0;
    std::int64_t cloudRows = 0;
    std::int64_t verified = 0;  // drafts of the edge that were at the cloud and met one of its passes
    std::int64_t draftBytesUp = 0;
    std::int64_t verdictBytesDown = 0;

private:
    void count(engine::Provenance provenance);
    void count(const engine::TokenDrafted& drafted);
    void count(const engine::VerdictArrived& arrived);
    void judge();

    bool m_hasNewVerdict = false;  // no draft has met it so far
    std::int64_t m_read = 0;       // of the answer, by the draft model
};

}  // namespace msao::app
