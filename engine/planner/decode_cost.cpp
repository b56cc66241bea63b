// SPDX-License-Identifier: Apache-2.0
#include "engine/planner/draft_race.h"
#include "engine/planner/draft_rounds.h"
#include "msao/engine/cost_model.h"

#include <algorithm>
#include <cmath>

namespace msao::engine {
namespace {

constexpr double kOffloadBytes = 100;  // the token prefix's news with framing, one message; notes: ~100 B a round

/// One pass a round, each over its drafts and the token before them.
double passesMs(const LiveFigures& live, const RoundCounts& counts) {
    if (counts.rounds <= 0) return 0;
    return counts.rounds * cloudPassMs(live, 1 + counts.drafted / counts.rounds);
}

/// The brackets of Eq. 14 as printed: N passes for N drafts, one offload a request. A gate that every step passes would
/// make Eq. 13 infinite; no request has more speculative tokens than its answer has.
DecodeCosts paperDecode(const CostInput& input, double theta, std::int32_t draftLength) {
    const LiveFigures& live = input.live;
    const double confident = confidentShare(input.calibration, theta);
    const double longest = std::max(live.answerTokens, 1.0);
    const double spec = confident < 1 ? std::min(1 / (1 - confident), longest) : longest;
    const double verifyMs = draftLength * cloudPassMs(live, 1);
    const double wireMs = live.link.bytesPerSecond > 0 ? 1e3 * kOffloadBytes / live.link.bytesPerSecond : 0;
    DecodeCosts costs;
    costs.draftingMs = spec * draftLength * live.edge.stepMs;
    costs.verificationMs = spec * confident * verifyMs;
    costs.offloadMs = (1 - confident) * (live.link.rttMs + wireMs + cloudPassMs(live, 1));
    costs.cloudBusyMs = costs.verificationMs + (1 - confident) * cloudPassMs(live, 1);
    return costs;
}

DecodeCosts syncDecode(const LiveFigures& live, const GatedAcceptance& gate, std::int32_t draftLength, double tokens) {
    const RoundCounts counts = expectedRounds(gate, draftLength, tokens);
    const double gated = 1 - std::pow(gate.confidentShare, draftLength);
    DecodeCosts costs;
    costs.draftingMs = counts.drafted * live.edge.stepMs;
    costs.cloudBusyMs = passesMs(live, counts);
    costs.verificationMs = costs.cloudBusyMs + counts.rounds * (1 - gated) * live.link.rttMs;
    costs.offloadMs = counts.rounds * gated * live.link.rttMs;
    return costs;
}

DecodeCosts coLocatedDecode(const LiveFigures& live, double acceptance, std::int32_t draftLength, double tokens) {
    const RoundCounts counts = expectedRounds({.whenConfident = acceptance}, draftLength, tokens);
    DecodeCosts costs;
    costs.draftingMs = counts.drafted * live.cloudDraftStepMs.value_or(0);
    costs.verificationMs = passesMs(live, counts);
    costs.cloudBusyMs = costs.draftingMs + costs.verificationMs;
    return costs;
}

DecodeCosts cloudDecode(double stepMs, double tokens) {
    DecodeCosts costs;
    costs.cloudDecodingMs = costs.cloudBusyMs = tokens * stepMs;
    return costs;
}

DecodeCosts edgeDecode(double stepMs, double tokens) {
    DecodeCosts costs;
    costs.draftingMs = tokens * stepMs;
    return costs;
}

/// One model cut in two: every token crosses the link and runs through both halves; at most both whole steps.
DecodeCosts layerSplitDecode(const LiveFigures& live, double tokens) {
    DecodeCosts costs;
    costs.draftingMs = tokens * live.edge.stepMs;
    costs.cloudDecodingMs = costs.cloudBusyMs = tokens * cloudPassMs(live, 1);
    costs.offloadMs = tokens * live.link.rttMs;
    return costs;
}

DecodeCosts adaptiveDecode(const CostInput& input, Mode mode, double theta, std::int32_t draftLength) {
    const LiveFigures& live = input.live;
    const double tokens = std::max(std::round(live.answerTokens) - 1, 0.0);  // the first one is the prefill's
    const GatedAcceptance gate = gatedAcceptance(input.calibration, theta, live.acceptance);
    RaceRules race{.draftLength = draftLength};
    switch (mode) {
        case Mode::EdgeOnly:
            return edgeDecode(live.edge.stepMs, tokens);
        case Mode::CloudOnly:
            return cloudDecode(cloudPassMs(live, 1), tokens);
        case Mode::PerLlm:
            return layerSplitDecode(live, tokens);
        case Mode::Sync:
        case Mode::MsaoNoCollab:
            return syncDecode(live, gate, draftLength, tokens);
        case Mode::CoLocated:
            return coLocatedDecode(live, gate.overall, draftLength, tokens);
        case Mode::VerifyOnly:
            race.idle = IdleCloud::Waits;
            return expectedRace(live, gate, race, tokens);
        case Mode::Hybrid:
            race.idle = IdleCloud::Drafts;
            race.draftLength = 1;
            race.cloudDraftLength = draftLength;
            return expectedRace(live, gate, race, tokens);
        case Mode::NeverIdle:
        case Mode::Adaptive:
        case Mode::Msao:
        case Mode::MsaoNoModality:
            return expectedRace(live, gate, race, tokens);
    }
    return {};
}

}  // namespace

DecodeCosts predictDecode(const CostInput& input, Mode mode, double theta, std::int32_t draftLength) {
    const std::int32_t length = std::max(draftLength, 1);
    switch (input.policy) {
        case Policy::Paper:
            return paperDecode(input, theta, length);
        case Policy::Adaptive:
            return adaptiveDecode(input, mode, theta, length);
    }
    return {};
}

}  // namespace msao::engine
