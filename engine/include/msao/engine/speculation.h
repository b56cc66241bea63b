// SPDX-License-Identifier: Apache-2.0
// What edge and cloud say to each other while an answer is made, as values. Positions count tokens of the answer, from
// 0.
#pragma once

#include "msao/engine/ids.h"
#include "msao/engine/token_probability.h"

#include <cstdint>
#include <vector>

namespace msao::engine {

/// Where an emitted token came from, for the screen and the record.
enum class Provenance {
    Accepted,    // drafted at the edge, and the very token that the cloud draws
    Corrected,   // the cloud's token in place of a rejected draft
    Cloud,       // the cloud's own, no draft stood there
    Unverified,  // the edge's alone, while the cloud is gone or in edge-only mode
};

/// Why drafts were sent when they were.
enum class SendReason {
    BatchFull,     // N*_draft confident tokens were waiting
    NotConfident,  // the entropy gate: normalised entropy over theta
    EndOfText,     // the drafter said that the answer ends
    Reconnected,   // the cloud came back; what it missed is verified now
};

/// How an answer ended.
enum class RequestOutcome { EndOfText, Length, StopString, Cancelled, Failed };

/// Rises with every roll-back: drafts of an older epoch continue a prefix that is no longer the answer.
using Epoch = std::uint32_t;

/// Edge -> cloud: drafts that continue position `firstPosition` of the answer.
struct DraftBatch {
    Epoch epoch = 0;
    std::int64_t firstPosition = 0;
    std::vector<TokenId> tokens;           // may be empty: an offload request, "go on without me"
    std::vector<float> normalisedEntropy;  // one per token, or empty: it steers the cloud's order of work, nothing else
    bool resumes = false;                  // verdicts may have been lost: state again what stands from firstPosition on
    bool operator==(const DraftBatch&) const = default;
};

/// Cloud -> edge: the answer's own tokens from `firstPosition` on. Stating tokens rather than opinions makes a verdict
/// idempotent: the edge keeps what it had where it agrees and rolls back where it does not. Late, repeated and stale
/// verdicts are therefore harmless, whatever their epoch.
struct Verdict {
    Epoch epoch = 0;  // of the drafts that were verified
    std::int64_t firstPosition = 0;
    std::vector<TokenId> tokens;     // committed, in order
    std::int32_t acceptedCount = 0;  // how many of them, from the front, were drafts of the edge
    std::int32_t rejectedCount = 0;  // drafts thrown away behind them
    bool endsAnswer = false;
    double cloudStepMs = 0;  // the pass that drew them; 0: no pass, what stood already is stated again
    double cloudLoad = 0;    // other sessions in that pass, as in LiveFigures; edges draft less as it rises
    /// What the target held likeliest for each of `tokens`, in order, as many for each and the likeliest first; empty
    /// unless the opening asked, and of what is stated again. To be looked at: nothing is decided by it.
    std::vector<TokenProbability> likeliest = {};
    bool operator==(const Verdict&) const = default;
};

}  // namespace msao::engine
