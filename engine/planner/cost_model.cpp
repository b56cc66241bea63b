// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/cost_model.h"

#include "engine/planner/sent_size.h"

#include <algorithm>

namespace msao::engine {
namespace {

double prefillMs(const DeviceCosts& device, double tokens) {
    return device.prefillFixedMs + device.prefillMsPerToken * tokens;
}

/// Whether the answer cannot begin before the edge has read the question. Elsewhere the cloud does not wait for it.
bool waitsForEdgePrefill(Policy policy, Mode mode) {
    if (policy == Policy::Paper) return true;
    return mode == Mode::Sync || mode == Mode::VerifyOnly || mode == Mode::PerLlm || mode == Mode::MsaoNoCollab;
}

}  // namespace

PrefillCosts predictPrefill(const CostInput& input, Mode mode, std::span<const ModalityPlan> modalities) {
    const LiveFigures& live = input.live;
    double tokens = 0, bytes = 0, offloaded = 0;
    for (std::size_t i = 0; i < input.probes.size(); ++i) {
        const double sent = sentBytes(input.probes[i], modalities[i]);
        tokens += keptTokens(input.probes[i], modalities[i]);
        bytes += sent;
        offloaded += sent > 0 ? 1 : 0;
    }
    PrefillCosts costs;
    costs.edgePrefillMs = prefillMs(live.edge, tokens);
    if (mode == Mode::EdgeOnly) {
        costs.criticalMs = costs.edgePrefillMs;
        return costs;
    }
    const bool isPaper = input.policy == Policy::Paper;
    costs.cloudPrefillMs = prefillMs(live.cloud, tokens) * (isPaper ? 1 : 1 + live.cloudLoad);
    costs.uploadMs = 1e3 * bytes / live.link.bytesPerSecond + live.link.rttMs * (isPaper ? offloaded : 0.5);
    costs.firstTokenMs = isPaper ? 0 : live.link.rttMs / 2;
    const double cloudReady = costs.uploadMs + costs.cloudPrefillMs;
    const double ready =
        waitsForEdgePrefill(input.policy, mode) ? std::max(costs.edgePrefillMs, cloudReady) : cloudReady;
    costs.criticalMs = ready + costs.firstTokenMs;
    return costs;
}

CostBreakdown predictCosts(const CostInput& input, const Plan& plan) {
    return {predictPrefill(input, plan.mode, plan.modalities),
            predictDecode(input, plan.mode, plan.theta, plan.draftLength)};
}

std::vector<NamedCost> namedCosts(const CostBreakdown& costs) {
    return {{"upload", costs.prefill.uploadMs},
            {"edge prefill", costs.prefill.edgePrefillMs},
            {"cloud prefill", costs.prefill.cloudPrefillMs},
            {"first token", costs.prefill.firstTokenMs},
            {"drafting", costs.decode.draftingMs},
            {"verification", costs.decode.verificationMs},
            {"cloud decoding", costs.decode.cloudDecodingMs},
            {"rejection flush", costs.decode.rejectionFlushMs},
            {"offload", costs.decode.offloadMs}};
}

}  // namespace msao::engine
