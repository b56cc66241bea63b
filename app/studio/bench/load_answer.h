// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "msao/engine/trace_sink.h"

#include <cstdint>
#include <vector>

namespace msao::app {

/// A made-up answer without an end, as a run would tell it: rounds of four drafts, their batch, the verdict a round
/// later, now and then a draft that is replaced.
class LoadAnswer {
public:
    LoadAnswer(engine::TraceSink& sink, engine::RequestId request, engine::TraceTime now);

    void playRound(engine::TraceTime now);
    void end(engine::TraceTime now);
    std::int64_t tokens() const { return m_answered; }

private:
    void record(engine::TraceTime time, engine::TraceFact fact);
    void draft(engine::TraceTime now);
    void judge(engine::TraceTime now);
    void emitToken(engine::TraceTime now, engine::TokenId token, engine::Provenance provenance);

    engine::TraceSink& m_sink;
    engine::RequestId m_request;
    engine::TraceTime m_last;
    std::vector<engine::TokenId> m_waiting;
    std::int64_t m_answered = 0;
    engine::Epoch m_epoch = 0;
    int m_round = 0;
};

}  // namespace msao::app
