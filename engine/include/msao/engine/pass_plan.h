// SPDX-License-Identifier: Apache-2.0
// The batcher's policy: what goes into the target's next pass. A pure function, which the server and the simulator
// share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace msao::engine {

/// A session that waits for the target.
struct PassCandidate {
    double waitingSinceMs = 0;
    std::int64_t prefillTokens = 0;  // of its next piece of prompt; 0: it has read its prompt and wants a step
    std::int32_t drafts = 0;         // it would like to have verified
};

struct PassLimits {
    std::int32_t maxSessions = 256;     // in one pass
    std::int32_t maxRows = 1024;        // of all sessions together
    std::int32_t maxDrafts = 15;        // of one session: kMaxDecodeTokens without the token before them
    std::int64_t prefillTokens = 1024;  // read beside one pass, while others wait for it
    double prefillMs = 10;  // after so long, or as long as the pass before took, no step of a prompt is begun any more
};

struct PassStep {
    std::size_t candidate = 0;  // its index
    std::int32_t drafts = 0;    // at most
    bool operator==(const PassStep&) const = default;
};

struct PassPlan {
    std::vector<std::size_t> prefills;  // candidates whose next piece is read before the pass
    std::vector<PassStep> steps;
    bool operator==(const PassPlan&) const = default;
};

/// Who waits longest comes first. Every session in the pass gets its one row; what rows are left go to drafts, evenly.
/// One piece of prompt is read even if it is over the limit, further ones while they stay below it: long prompts come
/// forward, and running answers go on beside them.
PassPlan planPass(std::span<const PassCandidate> candidates, const PassLimits& limits);

/// A cloud that drafts for itself takes one step of its draft model for all who want a draft more, so that whoever
/// wants most makes the others wait. It takes as many steps as they want on average, and each gets as many drafts: a
/// row more in a step costs next to nothing. Those who want none are not asked, and get none.
std::int32_t sharedDraftSteps(std::span<const std::int32_t> wanted);

}  // namespace msao::engine
