// SPDX-License-Identifier: Apache-2.0
// Everything that edge and cloud say to each other about one answer, as values. How they travel is the protocol's
// matter; DraftBatch and Verdict are told in speculation.h.
#pragma once

#include "msao/engine/mode.h"
#include "msao/engine/prompt_description.h"
#include "msao/engine/result.h"
#include "msao/engine/sampling.h"
#include "msao/engine/speculation.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace msao::engine {

/// Edge -> cloud, the first message of an answer, and again after the cloud has lost its session.
struct AnswerOpening {
    Mode mode = Mode::NeverIdle;
    SamplingOptions sampling = {};
    std::int32_t maxNewTokens = 256;
    std::int32_t selfDraftLength = 3;              // of the cloud's own drafts; modes hybrid and co-located
    std::optional<std::int32_t> cloudBudget = {};  // passes in a row without an accepted draft; absent: no limit
    std::int32_t likeliest = 0;                    // of the target's candidates, that verdicts state for each token
    std::vector<TokenId> committed = {};           // what is answered and verified already
    /// Shared: it stays with the edge for a reopening while it travels, and may hold a whole clip.
    std::shared_ptr<const PromptDescription> prompt = {};
};

/// Cloud -> edge: the prompt was understood and waits for its prefill. A sequence of another length on the edge would
/// draw with other noise.
struct AnswerOpened {
    std::int64_t promptTokens = 0;  // of the target's sequence
    /// promptHash of the target's prompt, from whoever prepared it; absent: the edge does not compare.
    std::optional<std::uint64_t> promptHash = {};
    bool operator==(const AnswerOpened&) const = default;
};

/// Edge -> cloud: the policy chose another way for the rest of the answer.
struct ModeChange {
    Mode mode = Mode::NeverIdle;
    std::int32_t selfDraftLength = 3;
    bool operator==(const ModeChange&) const = default;
};

/// Edge -> cloud, the last message: it has the whole answer, or wants no more of it. Nothing comes back.
struct AnswerClosing {
    bool operator==(const AnswerClosing&) const = default;
};

/// Cloud -> edge, the last message: this answer cannot be given, for a reason that a user can read.
struct AnswerRefused {
    Error error;
};

using MessageToCloud = std::variant<AnswerOpening, DraftBatch, ModeChange, AnswerClosing>;
using MessageToEdge = std::variant<AnswerOpened, Verdict, AnswerRefused>;

}  // namespace msao::engine
