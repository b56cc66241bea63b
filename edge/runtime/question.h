// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "edge/runtime/conversation.h"

#include "protocol/messages/open.h"

#include "msao/engine/answer_plan.h"
#include "msao/engine/edge_answer.h"
#include "msao/engine/importance_kind.h"
#include "msao/engine/method_options.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace msao::edge {

enum class PixelQuality { Jpeg, Exact };

/// What is asked and how it is to be answered.
struct Question {
    std::string text;
    std::string shownAs = {};                        // as the trace names it; empty: the text
    bool isRaw = false;                              // the text is the whole prompt: no chat template
    std::vector<engine::VisualMedium> visuals = {};  // shown before the text; the kept set is the probe's
    bool looks = false;  // the frame source's latest frame is one more picture, as it is then
    /// The frame source's last seconds are a clip, in place of its latest frame; 0: none.
    double clipSeconds = 0;
    engine::Mode mode = engine::Mode::Msao;
    engine::Policy policy = engine::Policy::Adaptive;
    /// From what the draft's checkpoint asks for; null: greedy.
    std::function<engine::SamplingOptions(const engine::GenerationDefaults&)> sampling = {};
    std::int32_t maxNewTokens = 256;
    std::optional<std::int32_t> cloudBudget = {};
    std::int32_t likeliest = 0;  // candidates of the cloud's for each token, for whoever looks into the trace
    double qualityBound = 0.02;  // epsilon_Q; 0: everything is kept
    /// What probe, planner and gate go by, but for its qualityBound.
    engine::MethodOptions method = {};
    /// Who says which tokens matter; absent: the best there is.
    std::optional<engine::ImportanceKind> importance = {};
    PixelQuality pixels = PixelQuality::Jpeg;
    protocol::HiddenFormat hidden = protocol::HiddenFormat::Float32;  // mode perllm
    std::vector<engine::SoundMedium> sounds =
        {};  // played behind what is shown, before the text; the kept set as above
    /// Goes on from what was said there. A source's picture that the conversation has is not shown again; with another
    /// one the conversation begins afresh. One that does not look is about what was shown before.
    ConversationId conversation = ConversationId::None;
};

inline const std::string& titleOf(const Question& question) {
    return question.shownAs.empty() ? question.text : question.shownAs;
}

/// An answer when it has ended. All of it was in the trace before.
struct AnswerReport {
    engine::RequestId request = engine::RequestId::None;
    std::vector<engine::AnswerToken> tokens;
    std::string text;
    engine::RequestOutcome outcome = engine::RequestOutcome::Failed;
    std::optional<engine::Error> error;         // why it failed, or went on without the draft model
    std::vector<engine::ModalityProbe> probes;  // empty where the mode does not look
    engine::AnswerPlan plan;
    engine::EdgeCounts counts;
    std::int64_t promptTokens = 0;         // after pruning; of the whole conversation, where it goes on
    std::int64_t reusedTokens = 0;         // of them, that the cloud did not read again
    std::int64_t draftReusedTokens = 0;    // and the draft model
    std::size_t earlierTurns = 0;          // of the conversation, that are its context
    std::optional<FreshStart> freshStart;  // why there are none, of a question in a conversation
    double preparingMs = 0;                // probe, plan, pixels
    double probingMs = 0;
    double planningMs = 0;
    std::int32_t edgeLayers = 0;   // mode perllm: where the model was cut
    std::int64_t hiddenBytes = 0;  // and what went up the link, prompt and tokens
};

}  // namespace msao::edge
