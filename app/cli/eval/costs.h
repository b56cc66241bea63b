// SPDX-License-Identifier: GPL-3.0-or-later
// What an answer cost in bytes and arithmetic, counted from what was sent and what ran.
#pragma once

#include "app/cli/eval/meter.h"
#include "app/in_process/in_process_answer.h"
#include "evaluation/measure/answer_record.h"

#include <cstdint>
#include <span>

namespace msao::app {

/// By modality, as the emulated link charges it: pixels and samples as they are decoded. `hiddenBytes`: mode perllm
/// sends these and nothing else.
evaluation::AnswerTraffic trafficOf(const engine::PromptDescription& sent, const EvalMeter& meter,
                                    std::int64_t hiddenBytes);

struct AnsweredBy {
    const engine::ModelConfig* draft = nullptr;   // null: no draft model took part
    const engine::ModelConfig* target = nullptr;  // null: edge-only
    bool wasProbed = false;
    engine::Mode chosen = engine::Mode::Msao;
    std::int32_t edgeLayers = 0;        // mode perllm: of the target, at the edge
    std::int64_t cloudDraftPasses = 0;  // of the draft model's copy in the cloud
};

engine::Result<evaluation::AnswerFlops> flopsOf(const engine::PromptDescription& sent, const AnsweredBy& by,
                                                const EvalMeter& meter);

/// How a model is loaded.
struct LoadedModel {
    double weights = 0;  // bytes, as the engine stores them
    double value = 2;    // bytes of one in the cache, and of what prefill computes
};
LoadedModel loadedBytes(const engine::Engine& model, engine::WeightType type);

struct LoadedBytes {
    LoadedModel draft;
    LoadedModel target;
};

/// A prompt as it was sent, the answer behind it, and the patches that a probe looks at.
struct PromptLoad {
    evaluation::MemoryLoad sent;
    double wholePatches = 0;
};
PromptLoad loadOf(const engine::Prompt& prompt, std::span<const evaluation::KeptGrid> kept,
                  const engine::VisionConfig& vision, std::int64_t answerTokens);

/// Co-located the cloud holds the draft model, in hybrid a copy of it. Without what the probe holds.
evaluation::AnswerMemory memoryOf(const PromptLoad& load, const AnsweredBy& by, const EvalMeter& meter,
                                  const LoadedBytes& loaded);

}  // namespace msao::app
