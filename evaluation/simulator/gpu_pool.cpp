// SPDX-License-Identifier: Apache-2.0
#include "evaluation/simulator/gpu_pool.h"

#include "evaluation/simulator/layer_split.h"

#include <algorithm>

namespace msao::simulator {

using namespace engine;

GpuPool::GpuPool(const Scenario& scenario, EventQueue& events, std::vector<SessionState>& sessions)
    : m_scenario(scenario), m_events(events), m_sessions(sessions), m_gpus(scenario.gpus) {
    if (scenario.mode == Mode::PerLlm) m_passShare = chooseLayerSplit(scenario.edge, scenario.cloud).cloudShare;
}

void GpuPool::offer(std::uint32_t session, double nowMs) {
    SessionState& state = m_sessions[session];
    if (state.isQueued || !state.isAtCloud || !state.cloud->wantsStep()) return;
    state.isQueued = true;
    m_gpus[state.gpu].ready.push_back(session);
    beginPass(state.gpu, nowMs);
}

/// Takes who is ready, oldest first, and notes which drafts of their own they want.
void GpuPool::gather(Gpu& gpu) {
    gpu.batch.clear();
    gpu.drafting.clear();
    while (!gpu.ready.empty() && static_cast<std::int32_t>(gpu.batch.size()) < m_scenario.maxSessionsPerPass) {
        const std::uint32_t session = gpu.ready.front();
        gpu.ready.pop_front();
        SessionState& state = m_sessions[session];
        state.isQueued = false;
        if (!state.cloud->wantsStep()) continue;
        gpu.batch.push_back(session);
        const std::int32_t wanted = state.cloud->selfDraftsWanted();
        if (wanted == 0) continue;
        SelfDrafting drafting{session, state.cloud->pendingDrafts().size(), wanted};
        auto position = static_cast<std::int64_t>(state.cloud->committed().size());
        for (const TokenId token : state.cloud->pendingDrafts()) {
            drafting.isPrefixRight = drafting.isPrefixRight && token == Agreement::target(position++);
        }
        gpu.drafting.push_back(drafting);
    }
    shareDraftSteps(gpu);
    shareRows(gpu);
}

/// By the server's own policy, as the rows of a pass.
void GpuPool::shareDraftSteps(Gpu& gpu) {
    m_wanted.clear();
    for (const SelfDrafting& drafting : gpu.drafting) m_wanted.push_back(drafting.wanted);
    const std::int32_t steps = sharedDraftSteps(m_wanted);
    for (SelfDrafting& drafting : gpu.drafting) drafting.wanted = steps;
}

/// By the server's own policy. More drafts may come while the cloud drafts, so each is given what it could want.
void GpuPool::shareRows(Gpu& gpu) {
    m_candidates.clear();
    for (std::size_t i = 0; i < gpu.batch.size(); ++i)
        m_candidates.push_back({static_cast<double>(i), 0, m_scenario.maxDraftsPerPass});
    const std::int32_t rows = m_scenario.maxSessionsPerPass * (1 + m_scenario.maxDraftsPerPass);
    const PassPlan plan = planPass(
        m_candidates,
        {.maxSessions = m_scenario.maxSessionsPerPass, .maxRows = rows, .maxDrafts = m_scenario.maxDraftsPerPass});
    gpu.maxDrafts.assign(gpu.batch.size(), 0);
    for (const PassStep& step : plan.steps) gpu.maxDrafts[step.candidate] = step.drafts;
}

void GpuPool::beginPass(std::uint32_t index, double nowMs) {
    Gpu& gpu = m_gpus[index];
    if (gpu.isBusy) return;
    gather(gpu);
    if (gpu.batch.empty()) return;
    gpu.isBusy = true;
    if (gpu.drafting.empty()) return verify(index, nowMs);
    std::int32_t steps = 0;
    for (const SelfDrafting& drafting : gpu.drafting) steps = std::max(steps, drafting.wanted);
    const auto rows = static_cast<double>(gpu.drafting.size());
    const double durationMs = steps * m_scenario.cloud.draftPassMs(rows, rows);
    occupy(gpu, nowMs, durationMs);
    m_events.schedule(gpu.busyUntilMs, EventKind::SelfDraftingDone, index);
}

void GpuPool::selfDraftingDone(std::uint32_t index, double nowMs) {
    for (const SelfDrafting& drafting : m_gpus[index].drafting) {
        SessionState& state = m_sessions[drafting.session];
        bool isRight = drafting.isPrefixRight;
        std::int64_t position = static_cast<std::int64_t>(state.cloud->committed().size() + drafting.continues);
        m_drawn.clear();
        for (std::int32_t i = 0; i < drafting.wanted; ++i, ++position) {
            m_drawn.push_back(state.agreement.draft(position, isRight));
            isRight = isRight && m_drawn.back() == Agreement::target(position);
        }
        state.cloud->selfDrafted(drafting.continues, m_drawn);
    }
    verify(index, nowMs);
}

void GpuPool::verify(std::uint32_t index, double nowMs) {
    Gpu& gpu = m_gpus[index];
    gpu.running.clear();
    double rows = 0;
    for (std::size_t i = 0; i < gpu.batch.size(); ++i) {
        const std::uint32_t session = gpu.batch[i];
        auto step = m_sessions[session].cloud->nextStep(gpu.maxDrafts[i]);
        if (!step) continue;
        rows += static_cast<double>(step->tokens.size());
        gpu.running.push_back({session, std::move(*step)});
    }
    gpu.passMs = m_passShare * m_scenario.cloud.targetPassMs(static_cast<double>(gpu.running.size()), rows);
    occupy(gpu, nowMs, gpu.passMs);
    m_verifiedRows += static_cast<std::int64_t>(rows);
    m_events.schedule(gpu.busyUntilMs, EventKind::PassDone, index);
}

void GpuPool::occupy(Gpu& gpu, double nowMs, double durationMs) {
    m_busyMs += durationMs;
    gpu.busyUntilMs = nowMs + durationMs;
}

double GpuPool::busyMs(double untilMs) const {
    double busy = m_busyMs;
    for (const Gpu& gpu : m_gpus) busy -= std::max(0.0, gpu.busyUntilMs - untilMs);
    return busy;
}

std::vector<GpuPool::Outcome>& GpuPool::passDone(std::uint32_t index, double nowMs) {
    Gpu& gpu = m_gpus[index];
    m_outcomes.clear();
    for (const Running& running : gpu.running) {
        m_drawn.clear();
        for (std::size_t i = 0; i < running.step.tokens.size(); ++i) {
            m_drawn.push_back(Agreement::target(running.step.firstPosition + static_cast<std::int64_t>(i)));
        }
        CloudSession& session = *m_sessions[running.session].cloud;
        m_outcomes.push_back(
            {running.session, session.stepDone(m_drawn, gpu.passMs, static_cast<double>(gpu.running.size()) - 1)});
    }
    gpu.isBusy = false;
    for (const Running& running : gpu.running) {
        SessionState& state = m_sessions[running.session];
        if (state.isQueued || !state.cloud->wantsStep()) continue;
        state.isQueued = true;
        gpu.ready.push_back(running.session);
    }
    beginPass(index, nowMs);
    return m_outcomes;
}

}  // namespace msao::simulator
