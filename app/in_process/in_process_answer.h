// SPDX-License-Identifier: GPL-3.0-or-later
// Edge and cloud in one process: real models, real clock, a link that costs nothing or is emulated.
#pragma once

#include "app/in_process/cloud_work.h"
#include "app/in_process/pace.h"
#include "msao/engine/edge_answer.h"
#include "msao/engine/prepared_question.h"
#include "protocol/link/link_profile.h"
#include "protocol/messages/open.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace msao::app {

/// A trace of this room holds one question.
inline constexpr engine::RequestId kOnlyRequest{1};

/// Engines outlive the answer and serve nobody else meanwhile. A mode that does not use one takes null for it; perllm
/// cuts the target in two and needs no draft.
struct InProcessModels {
    engine::Engine* draft = nullptr;
    engine::Engine* target = nullptr;
    engine::Engine* cloudDraft = nullptr;  // the cloud's own copy of the draft model: co-located, hybrid
};

struct InProcessQuestion {
    engine::Mode mode = engine::Mode::Msao;
    engine::Policy policy = engine::Policy::Adaptive;
    double qualityBound = 0.02;        // epsilon_Q: what pruning may cost; 0 keeps everything
    std::string text;                  // as it was asked, for the record
    engine::PromptDescription prompt;  // with everything kept
    engine::SamplingOptions sampling;
    std::int32_t maxNewTokens = 256;
    std::optional<std::int32_t> cloudBudget;
    engine::Calibration calibration;
    const engine::ImportanceSource* importance = nullptr;  // outlives the answer; null: training-free
    std::optional<protocol::LinkProfile> link;
    protocol::HiddenFormat hidden = protocol::HiddenFormat::Float32;  // mode perllm: how hidden states travel
    /// Somebody looks at the probe's map and scores. Where nobody does and nothing may be pruned, mode msao does not
    /// probe, and plans while the prompt travels: the first token waits for neither.
    bool showsMap = true;
    /// Steps take as long as on these devices, and every time that is told is theirs; the planner knows them instead of
    /// measuring this machine. What is no step of a model costs nothing, but for planning.
    std::optional<Pace> pace = {};
};

struct InProcessAnswer {
    std::vector<engine::AnswerToken> tokens;
    std::string text;
    engine::RequestOutcome outcome = engine::RequestOutcome::EndOfText;
    std::optional<engine::Error> error;  // why it failed, or went on without the draft model
    engine::PreparedQuestion question;   // MAS, plan and what was kept
    engine::EdgeCounts counts;
    std::int64_t promptTokens = 0;
    double measuringMs = 0;        // how fast the models are on this machine
    std::int32_t edgeLayers = 0;   // mode perllm: where the model was cut
    std::int64_t hiddenBytes = 0;  // and what went up the link, prompt and tokens
    CloudWork cloud;               // what it computed
    std::size_t probeBytes = 0;    // what the probe saw, held until the draft model has gone on from it
    std::optional<PacedPair> pacing = {};
};

/// Facts go to `trace`, from the calling thread. `stop` ends it within one token; what was answered is returned.
engine::Result<InProcessAnswer> answerInProcess(const InProcessModels& models, const InProcessQuestion& question,
                                                engine::TraceSink& trace, std::stop_token stop);

}  // namespace msao::app
