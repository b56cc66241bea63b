// SPDX-License-Identifier: Apache-2.0
// Which tokens travel, once the plan has said how many.
#pragma once

#include "msao/engine/probe.h"
#include "msao/engine/prompt.h"
#include "msao/engine/trace_event.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace msao::engine {

struct SelectionOptions {
    bool guardsFineText = true;  // keep all tokens that look like fine text, whatever the plan says
};

/// What is kept of one medium.
struct ChosenTokens {
    KeptTokens kept;                        // one bit a token, all of them ones where nothing is left out
    std::optional<std::int64_t> resizedTo;  // plain downsampling: read it again at so many tokens, and keep them all
    bool operator==(const ChosenTokens&) const = default;
};

/// At least ceil(retention * tokens) of each modality's distinct tokens, one answer a medium; a modality without a plan
/// is kept whole. A token that was merged with another one never travels: its stand-in does.
///
/// Calibrated and training-free: relevance times diversity. Tokens are taken in the order of importance times distance
/// to what stands already (max-min, over the hashes and over places in the frame; of a clip's later frames over the
/// hashes alone, and against the frame before), so exact duplicates in pixels and what did not change come last, and no
/// large part of a picture is left without any. Tokens that look like fine text are kept first and beyond the budget.
/// Random: the most important by its own draw, nothing else. Downsampling: a size.
///
/// Exact duplicates that were not merged are no exception to the budget: with a retention of 1 they stay, because
/// leaving one out is not bitwise neutral for the answer.
std::vector<ChosenTokens> chooseTokens(const ProbeRequest& request, const ProbeResult& probed,
                                       std::span<const ModalityPlan> plans, const SelectionOptions& options = {});

/// The preprocessing that reads a picture, or one time step of a clip, at no more than `tokens` language tokens (one at
/// least), its aspect kept.
PreprocessorConfig withTokenBudget(PreprocessorConfig config, const VisionConfig& vision, std::int64_t tokens);

/// What the screen shows: importance and kept tokens of every frame, exactly the sets that were chosen.
std::vector<FrameProbed> frameFacts(const ProbeRequest& request, const ProbeResult& probed,
                                    std::span<const ChosenTokens> chosen);

}  // namespace msao::engine
