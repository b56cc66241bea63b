// SPDX-License-Identifier: Apache-2.0
// What a run amounts to, and how many sessions a GPU can take.
#include "evaluation/simulator/simulation.h"

#include <algorithm>
#include <cmath>

namespace msao::simulator {

using namespace engine;

namespace {

double quantile(std::vector<float>& values, double share) {
    if (values.empty()) return 0;
    const auto rank = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + rank, values.end());
    return values[static_cast<std::size_t>(rank)];
}

void add(EdgeCounts& sum, const EdgeCounts& counts) {
    sum.proposed += counts.proposed;
    sum.accepted += counts.accepted;
    sum.rejected += counts.rejected;
    sum.corrected += counts.corrected;
    sum.cloud += counts.cloud;
    sum.unverified += counts.unverified;
}

}  // namespace

double Simulation::fractionDone() const {
    if (m_scenario.durationMs) return std::min(1.0, m_nowMs / *m_scenario.durationMs);
    return static_cast<double>(m_tokens) / (static_cast<double>(m_scenario.answerTokens) * m_scenario.edges);
}

void Simulation::closeAnswer(const SessionState& state) {
    add(m_counts, state.edge->counts());
    if (state.answerTokens == 0) return;
    m_msPerToken.push_back(static_cast<float>((m_nowMs - state.askedMs) / static_cast<double>(state.answerTokens)));
}

RunReport Simulation::report() {
    // Answers that are still under way count as they stand: a GPU that never finishes any must not look fast.
    for (const SessionState& state : m_sessions) {
        if (state.isAnswering) closeAnswer(state);
    }
    const double elapsedMs = m_scenario.durationMs.value_or(m_endMs);
    const double tokens = std::max(1.0, static_cast<double>(m_tokens));
    const double gpuMs = m_gpus.busyMs(elapsedMs);
    RunReport result;
    result.mode = m_scenario.mode;
    result.alpha = m_scenario.recorded ? m_scenario.recorded->share() : m_scenario.alpha;
    result.rttMs = m_scenario.link.at(0).rttMs;
    result.bitsPerSecond = m_scenario.link.at(0).bitsPerSecond;
    result.seconds = elapsedMs / 1000;
    result.tokens = m_tokens;
    result.answers = m_answers;
    result.tokensPerSecond = elapsedMs > 0 ? static_cast<double>(m_tokens) / result.seconds : 0;
    result.cloudGpuMsPerToken = gpuMs / tokens;
    result.gpuUtilisation = elapsedMs > 0 ? gpuMs / (elapsedMs * m_scenario.gpus) : 0;
    result.verifiedRowsPerToken = static_cast<double>(m_gpus.verifiedRows()) / tokens;
    result.edgeMsPerToken = m_edgeBusyMs / tokens;
    for (const SessionState& state : m_sessions) {
        result.bytesUp += state.up.bytes() + state.media.bytes();
        result.bytesDown += state.down.bytes();
    }
    const auto joules = [elapsedMs](const DeviceProfile& device, double busyMs, double machines) {
        return (busyMs * device.busyWatts + std::max(0.0, machines * elapsedMs - busyMs) * device.idleWatts) / 1000;
    };
    result.edgeJoules = joules(m_scenario.edge, m_edgeBusyMs, m_scenario.edges);
    result.cloudJoules = joules(m_scenario.cloud, gpuMs, m_scenario.gpus);
    result.medianFirstTokenMs = quantile(m_firstTokenMs, 0.5);
    result.medianMsPerToken = quantile(m_msPerToken, 0.5);
    result.p95MsPerToken = quantile(m_msPerToken, 0.95);
    result.events = m_eventCount;
    result.counts = m_counts;
    result.tokensPerWindow = std::move(m_tokensPerWindow);
    return result;
}

Result<RunReport> simulate(const Scenario& scenario, const Progress& progress) {
    return Simulation(scenario).run(progress);
}

Result<std::uint32_t> sessionsPerGpu(Scenario scenario, double msPerToken, const Progress& progress) {
    constexpr std::uint32_t kMost = 1 << 14;
    scenario.gpus = 1;
    std::uint32_t enough = 0;
    std::uint32_t tooMany = kMost;
    std::uint32_t next = 1;
    // Doubling finds the range, halving the number.
    while (enough + 1 < tooMany && next < kMost) {
        scenario.edges = next;
        MSAO_TRY(const RunReport report, simulate(scenario, {.stop = progress.stop}));
        if (report.answers > 0 && report.p95MsPerToken <= msPerToken)
            enough = next;
        else
            tooMany = next;
        next = tooMany == kMost ? 2 * enough : enough + (tooMany - enough) / 2;
        progress.report(1 - std::log2(static_cast<double>(tooMany - enough)) / std::log2(kMost), "capacity");
    }
    return enough;
}

}  // namespace msao::simulator
