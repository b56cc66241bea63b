// SPDX-License-Identifier: Apache-2.0
// What the edge does with a question before it sends anything (Algorithm 1, lines 1-3): the probe looks, the planner
// decides, and what is kept becomes the prompt that edge and cloud share.
#pragma once

#include "msao/engine/answer_plan.h"
#include "msao/engine/cloud_answers.h"
#include "msao/engine/early_features.h"
#include "msao/engine/engine.h"
#include "msao/engine/importance.h"
#include "msao/engine/prompt_description.h"
#include "msao/engine/trace_sink.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace msao::engine {

struct QuestionOptions {
    AnswerWish wish = {};
    std::vector<TokenId> words = {};  // the question itself, without the chat template around it: the probe's prompt
    LiveFigures live = {};            // answerTokens: at most; the calibration may expect fewer of this question
    Calibration calibration = {};
    PlannerOptions planner = {};  // a qualityBound of 0 keeps everything
    std::optional<Plan> last = {};
    std::int32_t firstPosition = 0;  // of the prompt, where it goes on behind an answer (preparePrompt)
};

struct PreparedQuestion {
    std::vector<ModalityProbe> probes;  // empty where the mode does not look
    std::vector<FrameProbed> frames;    // of images and clips: importance, and exactly what is kept
    AnswerPlan plan;
    std::shared_ptr<const PromptDescription> prompt;  // with the kept tokens: for the opening, for both sides
    std::optional<Prompt> draftPrompt;                // the draft model's own, of the same kept tokens
    std::optional<EarlyFeatures> seen;                // for the Drafter, which goes on from it
    double probingMs = 0;
    double planningMs = 0;
};

/// `draft` is null where no draft model answers (cloud-only). `asked` keeps everything. Runs on the thread that uses
/// the draft model; `stop` ends it within a layer. Modes that do not look send everything. A shell that encodes pixels
/// with loss takes these steps itself (question_probe.h): what travels is decoded again before it is hashed.
Result<PreparedQuestion> prepareQuestion(Engine* draft, PromptDescription asked, QuestionOptions options,
                                         const ImportanceSource& source, const TraceClock& clock,
                                         std::stop_token stop = {});

/// What the screen shows of it: the maps, each modality's score, the plan.
void recordQuestion(TraceSink& trace, TraceTime now, RequestId request, const PreparedQuestion& question);

}  // namespace msao::engine
