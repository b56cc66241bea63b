// SPDX-License-Identifier: Apache-2.0
// From what was asked and what is known to how the edge's controller runs (Algorithm 1, lines 1-3).
#pragma once

#include "msao/engine/edge_controller.h"
#include "msao/engine/planner.h"
#include "msao/engine/trace_sink.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace msao::engine {

struct AnswerWish {
    Mode mode = Mode::Msao;
    std::int64_t maxNewTokens = 256;
    std::vector<TokenId> endTokens = {};  // the target's
};

struct AnswerPlan {
    PlanningResult planning;           // its plan's mode is the one that runs
    EdgeControllerOptions controller;  // as planned
    std::int32_t selfDraftLength = 0;  // of the cloud; hybrid and co-located
};

/// Modes msao, adaptive and msao-no-modality leave the choice to the planner.
bool leavesChoice(Mode mode);

/// Any mode that leaves no choice is what runs, and only its draft lengths, theta and pruning are planned. perllm is
/// refused: it is planned by where the model is cut. msao-no-modality keeps of every modality the share that the plan
/// keeps of all of them together.
Result<AnswerPlan> planAnswer(const AnswerWish& wish, const LiveFigures& live, std::span<const ModalityProbe> probes,
                              const Calibration& calibration, const PlannerOptions& options,
                              const std::optional<Plan>& last = std::nullopt);

/// Why perllm is none of the modes in which edge and cloud have a model each.
Error perLlmRefusal();

/// What the screen shows of it: each modality's score, the plan with its costs, and where theta begins.
void recordPlan(TraceSink& trace, TraceTime now, RequestId request, std::span<const ModalityProbe> probes,
                const AnswerPlan& plan, double planningMs);

}  // namespace msao::engine
