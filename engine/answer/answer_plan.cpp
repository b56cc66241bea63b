// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/answer_plan.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

namespace msao::engine {
namespace {

/// One mode alone, for its draft lengths. What the planner calls sync is msao-no-collab's way too.
AllowedModes only(Mode mode) {
    AllowedModes allowed{false, false, false, false, false, false, false};
    allowed.edgeOnly = mode == Mode::EdgeOnly;
    allowed.cloudOnly = mode == Mode::CloudOnly;
    allowed.sync = mode == Mode::Sync || mode == Mode::MsaoNoCollab;
    allowed.coLocated = mode == Mode::CoLocated;
    allowed.verifyOnly = mode == Mode::VerifyOnly;
    allowed.neverIdle = mode == Mode::NeverIdle;
    allowed.hybrid = mode == Mode::Hybrid;
    return allowed;
}

LiveFigures figuresFor(Mode mode, LiveFigures live) {
    // Without its copy of the draft model, the cloud looks drafts up in the text, which costs nothing.
    if ((mode == Mode::CoLocated || mode == Mode::Hybrid) && !live.cloudDraftStepMs) live.cloudDraftStepMs = 0;
    return live;
}

/// The same share of every modality but text, together as many tokens as the plan keeps.
void keepUniformly(std::vector<ModalityPlan>& modalities, std::span<const ModalityProbe> probes) {
    double kept = 0;
    double all = 0;
    for (std::size_t i = 0; i < modalities.size(); ++i) {
        if (modalities[i].modality == Modality::Text) continue;
        kept += modalities[i].retention * static_cast<double>(probes[i].tokens);
        all += static_cast<double>(probes[i].tokens);
    }
    if (all <= 0) return;
    for (ModalityPlan& modality : modalities) {
        if (modality.modality != Modality::Text) modality.retention = kept / all;
    }
}

AcceptanceByEntropy acceptanceOf(const Calibration& calibration) {
    if (calibration.acceptance.empty()) return {};
    std::array<double, AcceptanceByEntropy::kBinCount> bins{};
    for (std::size_t i = 0; i < bins.size(); ++i) {
        const double middle = (static_cast<double>(i) + 0.5) / static_cast<double>(bins.size());
        const auto bin = std::find_if(calibration.acceptance.begin(), std::prev(calibration.acceptance.end()),
                                      [&](const AcceptanceBin& b) { return b.upperEntropy >= middle * middle; });
        bins[i] = bin->drafted > 0 ? static_cast<double>(bin->accepted) / static_cast<double>(bin->drafted) : 0.5;
    }
    return AcceptanceByEntropy(bins);
}

DraftPolicy draftPolicy(Mode mode, Policy policy) {
    if (mode == Mode::Sync || mode == Mode::MsaoNoCollab) return DraftPolicy::Fixed;
    return policy == Policy::Paper ? DraftPolicy::Paper : DraftPolicy::Adaptive;
}

EdgeControllerOptions controllerOptions(const AnswerWish& wish, const Plan& plan, const LiveFigures& live,
                                        const Calibration& calibration, const PlannerOptions& options) {
    constexpr double kPatienceInPasses = 20;  // a cloud on a CPU needs its time; chosen
    constexpr double kThetaFall = 0.5;        // a theta that is planned near theta_min or below decays this far; chosen
    EdgeControllerOptions controller;
    controller.mode = plan.mode;
    controller.policy = draftPolicy(plan.mode, options.policy);
    controller.gate.theta = plan.theta;
    controller.gate.thetaMin = std::min(options.method.thetaMin, kThetaFall * plan.theta);
    controller.gate.decay = options.method.thetaDecay;
    controller.gate.acceptedQuantile = options.method.thetaPercentile;
    controller.draftLength = plan.draftLength;
    controller.maxNewTokens = wish.maxNewTokens;
    controller.endTokens = wish.endTokens;
    controller.link = live.link;
    controller.draftMs = live.edge.stepMs;
    controller.verifyMs = cloudPassMs(live, 1);
    controller.resendAfterMs += 4 * live.link.rttMs + kPatienceInPasses * controller.verifyMs;
    controller.acceptance = acceptanceOf(calibration);
    return controller;
}

}  // namespace

bool leavesChoice(Mode mode) {
    return mode == Mode::Msao || mode == Mode::Adaptive || mode == Mode::MsaoNoModality;
}

Result<AnswerPlan> planAnswer(const AnswerWish& wish, const LiveFigures& live, std::span<const ModalityProbe> probes,
                              const Calibration& calibration, const PlannerOptions& options,
                              const std::optional<Plan>& last) {
    if (wish.mode == Mode::PerLlm) return perLlmRefusal();
    PlannerOptions planner = options;
    planner.recordsSearch = true;
    if (!leavesChoice(wish.mode)) planner.allowed = only(wish.mode);
    AnswerPlan result;
    MSAO_TRY(result.planning, planRequest(figuresFor(wish.mode, live), probes, calibration, planner, last));
    Plan& plan = result.planning.plan;
    if (!leavesChoice(wish.mode)) plan.mode = wish.mode;
    if (wish.mode == Mode::MsaoNoCollab) plan.draftLength = options.method.maxDraftLength;
    if (wish.mode == Mode::MsaoNoModality) keepUniformly(plan.modalities, probes);
    result.controller = controllerOptions(wish, plan, live, calibration, options);
    result.selfDraftLength = plan.draftLength;
    return result;
}

Error perLlmRefusal() {
    return {
        ErrorCode::InvalidArgument,
        "mode perllm cuts one model at a layer and sends hidden states: there is nothing to plan, and both sides need "
        "the model"};
}

void recordPlan(TraceSink& trace, TraceTime now, RequestId request, std::span<const ModalityProbe> probes,
                const AnswerPlan& plan, double planningMs) {
    for (const ModalityProbe& probe : probes) trace.record({now, request, ModalityScored{probe}});
    PlanMade made{plan.planning.plan, {}, planningMs, {}};
    for (const NamedCost& cost : namedCosts(plan.planning.costs))
        made.costs.push_back({std::string(cost.name), cost.ms});
    made.searches = plan.planning.searches;
    made.answerTokens = plan.planning.answerTokens;
    made.qualityLoss = plan.planning.qualityLoss;
    trace.record({now, request, std::move(made)});
    const double theta = plan.planning.plan.theta;
    trace.record({now, request, ThetaMoved{theta, theta, ThetaReason::Planned}});
}

}  // namespace msao::engine
