// SPDX-License-Identifier: GPL-3.0-or-later
// What an answer cost in bytes and arithmetic, counted from what was sent and what ran.
#pragma once

#include "app/cli/eval/meter.h"
#include "app/in_process/in_process_answer.h"
#include "evaluation/measure/answer_record.h"

namespace msao::app {

/// By modality, as the emulated link charges it: pixels and samples as they are decoded.
evaluation::AnswerTraffic trafficOf(const engine::PromptDescription& sent, const EvalMeter& meter);

struct AnsweredBy {
    const engine::ModelConfig* draft = nullptr;   // null: no draft model took part
    const engine::ModelConfig* target = nullptr;  // null: edge-only
    bool wasProbed = false;
    engine::Mode chosen = engine::Mode::Msao;
    std::int32_t edgeLayers = 0;  // mode perllm: of the target, at the edge
};

engine::Result<evaluation::AnswerFlops> flopsOf(const engine::PromptDescription& sent, const AnsweredBy& by,
                                                const EvalMeter& meter);

}  // namespace msao::app
