// SPDX-License-Identifier: Apache-2.0
// Expected end-to-end latency of a request under a plan (paper Eq. 8, 12-14), term by term.
#pragma once

#include "msao/engine/calibration.h"
#include "msao/engine/live_figures.h"
#include "msao/engine/plan.h"

#include <span>
#include <string_view>
#include <vector>

namespace msao::engine {

enum class Policy {
    Paper,     // Eq. 8 and 12-14 as printed
    Adaptive,  // corrected: see predictDecode
};

/// Before the second token. In the paper's policy firstTokenMs is 0: Eq. 14 does not know it.
struct PrefillCosts {
    double uploadMs = 0;
    double edgePrefillMs = 0;
    double cloudPrefillMs = 0;
    double firstTokenMs = 0;  // its way to the edge
    double criticalMs = 0;    // what of these stands in the way of the answer
    bool operator==(const PrefillCosts&) const = default;
};

/// The rest of the answer. The first five add up to it.
struct DecodeCosts {
    double draftingMs = 0;        // time in which only drafting went on
    double verificationMs = 0;    // passes over drafts
    double cloudDecodingMs = 0;   // passes of the cloud without drafts
    double rejectionFlushMs = 0;  // from a rejection until new drafts are at the cloud
    double offloadMs = 0;         // the same after a step that was not confident
    double cloudBusyMs = 0;       // of the cloud's time, whether or not anybody waited for it
    double totalMs() const { return draftingMs + verificationMs + cloudDecodingMs + rejectionFlushMs + offloadMs; }
    bool operator==(const DecodeCosts&) const = default;
};

struct CostBreakdown {
    PrefillCosts prefill;
    DecodeCosts decode;
    double totalMs() const { return prefill.criticalMs + decode.totalMs(); }
    bool operator==(const CostBreakdown&) const = default;
};

/// A term by its name, for the trace and the screen; names are stable.
struct NamedCost {
    std::string_view name;
    double ms = 0;
};
std::vector<NamedCost> namedCosts(const CostBreakdown& costs);

/// What a prediction is made from; borrowed, must outlive it.
struct CostInput {
    const LiveFigures& live;
    std::span<const ModalityProbe> probes;
    const Calibration& calibration;
    Policy policy = Policy::Adaptive;
};

/// Eq. 8 and the first addend of Eq. 14. `modalities` stands in the order of the probes. Adaptive: one round trip for
/// all modalities instead of one each, and the edge's prefill counts only in modes that wait for it.
PrefillCosts predictPrefill(const CostInput& input, Mode mode, std::span<const ModalityPlan> modalities);

/// The other addends of Eq. 14 as printed, or (Adaptive) the time of answerTokens - 1 tokens in `mode`, where
///   - verification is one pass over all rows, not N passes,
///   - a rejection costs the flush until new drafts arrive, and an offload is charged at every step that is not
///   confident,
///   - pipelined modes overlap drafting, the link and the passes (renewal between two flushes, see draft_race.h).
/// `draftLength` is the edge's batch; in co-located and hybrid it is the cloud's, and the edge sends every token at
/// once.
DecodeCosts predictDecode(const CostInput& input, Mode mode, double theta, std::int32_t draftLength);

/// Both, for a whole plan.
CostBreakdown predictCosts(const CostInput& input, const Plan& plan);

}  // namespace msao::engine
