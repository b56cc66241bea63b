// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/planner.h"

#include "engine/planner/gate_search.h"
#include "engine/planner/pruning_search.h"
#include "engine/planner/pruning_space.h"
#include "engine/planner/search_chart.h"
#include "engine/planner/sent_size.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace msao::engine {
namespace {

Error invalid(std::string message) {
    return {ErrorCode::InvalidArgument, "plan: " + std::move(message)};
}

Status checkProbes(std::span<const ModalityProbe> probes) {
    std::array<bool, kModalities.size()> seen{};
    for (const ModalityProbe& probe : probes) {
        const std::string name(modalityName(probe.modality));
        bool& wasSeen = seen[static_cast<std::size_t>(probe.modality)];
        if (wasSeen) return invalid("expected one probe a modality, found two of " + name);
        wasSeen = true;
        if (probe.tokens < 0 || probe.bytes < 0) return invalid("expected tokens and bytes >= 0 of " + name);
        if (std::isnan(probe.uncertainty)) return invalid("expected a number as uncertainty of " + name);
    }
    return Done{};
}

Status checkOptions(const PlannerOptions& options) {
    if (options.evaluations < 1) return invalid("expected at least one evaluation");
    if (options.adaptiveMaxDraftLength < 1 || options.method.maxDraftLength < 1) {
        return invalid("expected draft lengths of at least 1");
    }
    return Done{};
}

GatePoint algorithmOneGate(const Calibration& calibration, const MethodOptions& method) {
    const double theta = entropyQuantile(calibration, method.thetaPercentile);
    return {theta, plannedDraftLength(confidentShare(calibration, theta), method)};
}

/// One planning of one request.
class Planning {
public:
    Planning(const LiveFigures& live, std::span<const ModalityProbe> probes, const Calibration& calibration,
             const PlannerOptions& options, const std::optional<Plan>& last)
        : m_options(options),
          m_last(last),
          m_input{live, probes, calibration, options.policy},
          m_space(m_input, options) {}

    PlanningResult run() {
        chooseMode();
        search();
        considerEdgeOnly();
        m_plan.predictedMs = m_costs.totalMs();
        return {m_plan,
                m_costs,
                m_space.qualityLoss(m_removed),
                m_input.live.answerTokens,
                m_evaluations,
                std::move(m_searches)};
    }

private:
    bool isPaper() const { return m_options.policy == Policy::Paper; }

    void chooseMode() {
        m_plan.theta = 1;
        m_plan.draftLength = 1;
        if (!m_input.live.isCloudReachable) {
            m_plan.mode = Mode::EdgeOnly;
            return;
        }
        m_plan.mode = Mode::VerifyOnly;  // the paper's: the cloud verifies what is sent, and waits otherwise
        if (isPaper()) return;
        AllowedModes cloudModes = m_options.allowed;
        cloudModes.edgeOnly = false;  // compared at the end, when it is known what the others need to send
        const auto forecasts = forecastModes(m_input, likelyPruning(),
                                             {.allowed = cloudModes,
                                              .maxDraftLength = m_options.adaptiveMaxDraftLength,
                                              .thetaPercentile = m_options.method.thetaPercentile});
        m_plan.mode = forecasts.empty() ? Mode::EdgeOnly : forecasts.front().mode;
        if (!forecasts.empty()) setGate({forecasts.front().theta, forecasts.front().draftLength});
    }

    /// Close to what the search will find: where little is left to upload, an edge's slow prefill counts against the
    /// modes that wait for it.
    std::vector<ModalityPlan> likelyPruning() const {
        std::vector<ModalityPlan> best;
        double bestMs = std::numeric_limits<double>::infinity();
        for (std::size_t axis = 0; axis <= m_space.dimensions(); ++axis) {
            RemovedShares direction{};
            if (axis == m_space.dimensions()) {
                direction.fill(1);
            } else {
                direction[axis] = 1;
            }
            std::vector<ModalityPlan> modalities = m_space.modalities(m_space.furthest(direction));
            const double ms = predictPrefill(m_input, Mode::NeverIdle, modalities).criticalMs;
            if (ms >= bestMs) continue;
            bestMs = ms;
            best = std::move(modalities);
        }
        return best;
    }

    bool searchesGate() const { return !isPaper() && m_plan.mode != Mode::EdgeOnly && m_plan.mode != Mode::CloudOnly; }

    std::vector<GatePoint> gateStarts() const {
        std::vector<GatePoint> starts;
        if (m_last && m_last->draftLength >= 1) {
            starts.push_back({std::clamp(m_last->theta, m_options.method.thetaMin, 1.0),
                              std::min(m_last->draftLength, m_options.adaptiveMaxDraftLength)});
        }
        starts.push_back({m_plan.theta, m_plan.draftLength});
        starts.push_back(algorithmOneGate(m_input.calibration, m_options.method));
        return starts;
    }

    /// Eq. 14 is the sum of a part in (beta, rho) and a part in (theta, N), and an evaluation yields both: two
    /// surrogates of few dimensions share the evaluations instead of one of many, and each part has a best of its own.
    void search() {
        std::optional<RemovedShares> warm;
        if (m_last) warm = m_space.pointOf(m_last->modalities);
        PruningSearch pruning(m_space, m_options, warm ? &*warm : nullptr);
        GateSearch gate(m_input.calibration, m_options, gateStarts());
        if (isPaper()) setGate(algorithmOneGate(m_input.calibration, m_options.method));
        const bool isSearched = m_space.dimensions() > 0 || searchesGate();
        const std::int32_t evaluations = isSearched ? m_options.evaluations : 1;
        for (std::int32_t remaining = evaluations; remaining > 0; --remaining) {
            const RemovedShares removed = pruning.next(remaining);
            if (searchesGate()) setGate(gate.next());
            m_plan.modalities = m_space.modalities(removed);
            const CostBreakdown costs = evaluate();
            const double excess = m_space.violation(m_plan.modalities).excess;
            pruning.tell(removed, {excess, costs.prefill.criticalMs});
            const GatePoint point{m_plan.theta, m_plan.draftLength};
            if (searchesGate()) gate.tell(point, costs.decode.totalMs());
            m_triedPrunings.push_back({removed, costs.prefill.criticalMs, excess <= 0});
            m_triedGates.push_back({point, costs.decode.totalMs()});
        }
        if (searchesGate()) setGate(gate.best());
        settle(pruning.best());
        if (m_options.recordsSearch) chart(pruning, gate);
    }

    void chart(PruningSearch& pruning, GateSearch& gate) {
        if (auto searched = chartOf(pruning, m_space, m_triedPrunings)) m_searches.push_back(*std::move(searched));
        if (searchesGate()) m_searches.push_back(chartOf(gate, m_triedGates, m_options.adaptiveMaxDraftLength));
    }

    void settle(const RemovedShares& removed) {
        m_removed = removed;
        m_plan.modalities = m_space.modalities(removed);
        m_costs = predictCosts(m_input, m_plan);  // the sum of two parts that have been evaluated
        const Violation violation = m_space.violation(m_plan.modalities);
        m_plan.isFeasible = violation.excess <= 0;
        m_plan.bindingConstraint = m_plan.isFeasible ? m_space.bindingBound(removed) : violation.constraint;
        if (m_plan.mode == Mode::EdgeOnly && !m_options.allowed.edgeOnly) {
            m_plan.isFeasible = false;
            m_plan.bindingConstraint = m_input.live.isCloudReachable ? "allowed modes" : "cloud reachable";
        }
    }

    void considerEdgeOnly() {
        if (!m_options.allowed.edgeOnly || isPaper() || m_plan.mode == Mode::EdgeOnly) return;
        Plan alone = m_plan;
        alone.mode = Mode::EdgeOnly;
        const CostBreakdown costs = predictCosts(m_input, alone);
        if (costs.totalMs() >= m_costs.totalMs()) return;
        m_plan.mode = Mode::EdgeOnly;
        m_costs = costs;
    }

    void setGate(const GatePoint& point) {
        m_plan.theta = point.theta;
        m_plan.draftLength = point.draftLength;
    }

    CostBreakdown evaluate() {
        ++m_evaluations;
        return predictCosts(m_input, m_plan);
    }

    const PlannerOptions& m_options;
    const std::optional<Plan>& m_last;
    CostInput m_input;
    PruningSpace m_space;
    Plan m_plan;
    CostBreakdown m_costs;
    RemovedShares m_removed{};
    std::int32_t m_evaluations = 0;
    std::vector<TriedPruning> m_triedPrunings;
    std::vector<TriedGate> m_triedGates;
    std::vector<PlanSearch> m_searches;
};

}  // namespace

Result<PlanningResult> planRequest(const LiveFigures& live, std::span<const ModalityProbe> probes,
                                   const Calibration& calibration, const PlannerOptions& options,
                                   const std::optional<Plan>& last) {
    MSAO_CHECK(checkLiveFigures(live));
    MSAO_CHECK(checkProbes(probes));
    MSAO_CHECK(checkOptions(options));
    return Planning(live, probes, calibration, options, last).run();
}

std::optional<std::int32_t> mediaQuality(const Calibration& calibration, const ModalityProbe& probe,
                                         const ModalityPlan& plan) {
    constexpr double kRounding = 1e-9;
    const auto quality = std::ranges::find(calibration.quality, probe.modality, &ModalityQuality::modality);
    if (quality == calibration.quality.end() || quality->rates.empty()) return std::nullopt;
    std::int32_t chosen = quality->rates.front().quality;
    for (const MediaRate& rate : quality->rates) {
        if (compressionAt(rate, probe) <= plan.compression + kRounding) chosen = rate.quality;
    }
    return chosen;
}

std::int32_t plannedDraftLength(double confidentShare, const MethodOptions& method) {
    if (!(confidentShare > 0)) return 1;
    if (confidentShare >= 1) return method.maxDraftLength;
    const double length = std::floor(std::log(1 - method.targetAcceptance) / std::log(confidentShare));
    return static_cast<std::int32_t>(std::clamp<double>(length, 1, method.maxDraftLength));
}

}  // namespace msao::engine
