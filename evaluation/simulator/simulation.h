// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluation/simulator/event_queue.h"
#include "evaluation/simulator/gpu_pool.h"
#include "evaluation/simulator/layer_split.h"
#include "evaluation/simulator/scenario.h"
#include "evaluation/simulator/session_state.h"
#include "msao/engine/live_figures.h"
#include "msao/engine/mode_choice.h"

#include <map>
#include <string>
#include <vector>

namespace msao::simulator {

/// One run: edges, links and GPUs driven by the virtual clock. What they decide is the engine's own code.
class Simulation {
public:
    explicit Simulation(const Scenario& scenario);
    engine::Result<RunReport> run(const engine::Progress& progress);

private:
    void happen(const Event& event);
    void askAnswer(std::uint32_t index);
    void sendQuestion(std::uint32_t index);
    void questionArrived(std::uint32_t index);
    void toEdge(std::uint32_t index, const engine::EdgeEvent& event);
    void obey(std::uint32_t index, const engine::DraftNext& command);
    void obey(std::uint32_t index, engine::SendBatch& command);
    void obey(std::uint32_t index, const engine::RollBack& command);
    void obey(std::uint32_t index, const engine::EmitToken& command);
    void obey(std::uint32_t, const engine::ReviseToken&) {}
    void obey(std::uint32_t, const engine::ThetaMoved&) {}
    void obey(std::uint32_t index, const engine::EndAnswer& command);

    void beginDraft(std::uint32_t index);
    void endDraft(std::uint32_t index);
    void sendUp(std::uint32_t index, engine::DraftBatch batch, double payloadBytes,
                std::optional<ModeDecision> decision = {});
    void sendDown(std::uint32_t index, engine::Verdict verdict);
    void batchArrived(std::uint32_t index);
    void verdictArrived(std::uint32_t index);
    void tick(std::uint32_t index);
    void beginLayers(std::uint32_t index);
    void reconsiderMode(std::uint32_t index);
    DecidedFrom figuresOf(const SessionState& state) const;
    ModeDecision decideFrom(const DecidedFrom& figures);
    ModeDecision planFrom(const DecidedFrom& figures) const;
    engine::LiveFigures liveFigures(const DecidedFrom& figures) const;
    std::int32_t selfDraftLength() const;
    Agreement agreementOf(std::uint32_t index) const;
    engine::EdgeControllerOptions edgeOptions(engine::Mode mode) const;
    engine::CloudSessionOptions cloudOptions(const ModeDecision& decision) const;
    engine::LinkEstimate linkEstimate(const SessionState& state) const;

    double fractionDone() const;
    void closeAnswer(const SessionState& state);
    RunReport report();

    Scenario m_scenario;
    LayerSplit m_split;
    EventQueue m_events;
    std::vector<SessionState> m_sessions;
    GpuPool m_gpus;
    std::map<DecidedFrom, ModeDecision> m_plans;  // made once for all sessions that see the same
    double m_nowMs = 0;
    double m_endMs = 0;  // of the last answer
    double m_tickMs = 0;
    double m_edgeBusyMs = 0;
    std::uint64_t m_eventCount = 0;
    std::uint32_t m_open = 0;  // answers that have not ended
    std::int64_t m_tokens = 0;
    std::int64_t m_answers = 0;
    engine::EdgeCounts m_counts;
    std::vector<float> m_firstTokenMs;
    std::vector<float> m_msPerToken;
    std::vector<std::int64_t> m_tokensPerWindow;
    std::string m_fault;
};

}  // namespace msao::simulator
