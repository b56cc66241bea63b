// SPDX-License-Identifier: Apache-2.0
// Mode adaptive: what an edge decides from what it has seen of link, cloud and draft model.
#include "evaluation/simulator/simulation.h"

#include "msao/engine/speculation_speed.h"

#include <algorithm>
#include <cmath>

namespace msao::simulator {

using namespace engine;

namespace {

constexpr double kWorthNoticing = 0.02;        // modes this close are equals, and the one that spares the cloud wins
constexpr std::int64_t kForecastTokens = 200;  // of an answer: beyond, its length moves no mode's speed
constexpr double kDecisionBytes = 3;           // a mode and a length

/// Within a tenth no mode is worth another look.
bool isNear(double now, double before) {
    return std::abs(now - before) <= 0.1 * before;
}

bool isNear(const DecidedFrom& now, const DecidedFrom& before) {
    return isNear(now.rttMs, before.rttMs) && isNear(now.sessions, before.sessions) &&
           isNear(now.acceptance, before.acceptance);
}

/// To the nearest power of `ratio`.
double rounded(double value, double ratio) {
    return value > 0 ? std::pow(ratio, std::round(std::log(value) / std::log(ratio))) : 0;
}

/// So coarse that ten thousand sessions share their plans, and finer than what is worth another look.
DecidedFrom rounded(const DecidedFrom& figures) {
    return {rounded(figures.rttMs, 1.05), rounded(figures.sessions, 1.1), std::round(100 * figures.acceptance) / 100};
}

}  // namespace

std::int32_t Simulation::selfDraftLength() const {
    const double acceptance = m_scenario.recorded ? m_scenario.recorded->share() : m_scenario.alpha;
    const SpeculationFigures figures{acceptance, 0, 0, m_scenario.cloud.targetPassMs(1, 1),
                                     m_scenario.cloud.draftPassMs(1, 1)};
    return m_scenario.selfDraftLength.value_or(bestCoLocatedLength(figures));
}

DecidedFrom Simulation::figuresOf(const SessionState& state) const {
    const AcceptanceByEntropy unknown;
    const double acceptance = (state.edge ? state.edge->acceptance() : unknown).mean();
    return {linkEstimate(state).rttMs, state.sharingSessions, acceptance};
}

ModeDecision Simulation::decideFrom(const DecidedFrom& figures) {
    if (m_scenario.mode != Mode::Adaptive) return {m_scenario.mode, selfDraftLength()};
    const DecidedFrom coarse = rounded(figures);
    const auto known = m_plans.find(coarse);
    return known != m_plans.end() ? known->second : m_plans.emplace(coarse, planFrom(coarse)).first->second;
}

/// The planner's own forecasts. It knows what has been measured, not alpha.
ModeDecision Simulation::planFrom(const DecidedFrom& figures) const {
    ModeChoiceOptions options;
    options.allowed = {.edgeOnly = false, .sync = false, .coLocated = false, .hybrid = m_scenario.cloudHoldsDraft};
    options.tolerance = kWorthNoticing;
    const Calibration calibration;
    const LiveFigures live = liveFigures(figures);
    const ModeForecast best = forecastModes({live, {}, calibration}, {}, options).front();
    return {best.mode, best.draftLength};
}

/// All sessions of a pass are taken to do what this one does: then a draft more costs it what the drafts of all cost,
/// and what is fastest for each is what they are fastest with together. Rows are free while the pass waits for its
/// weights and caches.
LiveFigures Simulation::liveFigures(const DecidedFrom& figures) const {
    const DeviceProfile& cloud = m_scenario.cloud;
    const double sessions = figures.sessions;
    LiveFigures live;
    live.link = {m_scenario.link.at(m_nowMs).bitsPerSecond / 8, figures.rttMs, 0};
    live.edge.stepMs = m_scenario.edge.draftPassMs(1, 1);
    live.cloudLoad = sessions - 1;
    live.cloud.stepMs = cloud.targetPassMs(sessions, 0);
    live.cloud.stepMsPerExtraToken = cloud.targetRowMs;
    if (cloud.targetRowMs > 0) live.cloudFreeRows = live.cloud.stepMs / cloud.targetRowMs;
    live.cloudDraftStepMs = cloud.draftPassMs(sessions, sessions);
    live.acceptance = figures.acceptance;
    live.answerTokens = static_cast<double>(std::min<std::int64_t>(m_scenario.answerTokens, kForecastTokens));
    return live;
}

void Simulation::reconsiderMode(std::uint32_t index) {
    SessionState& state = m_sessions[index];
    const DecidedFrom figures = figuresOf(state);
    if (isNear(figures, state.decidedFrom)) return;
    state.decidedFrom = figures;
    const ModeDecision decision = decideFrom(figures);
    if (decision.mode == state.edge->mode() && decision.selfDraftLength == state.selfDraftLength) return;
    state.selfDraftLength = decision.selfDraftLength;
    toEdge(index, ModeChosen{decision.mode});
    sendUp(index, {}, kDecisionBytes, decision);
}

}  // namespace msao::simulator
