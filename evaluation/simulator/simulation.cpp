// SPDX-License-Identifier: Apache-2.0
#include "evaluation/simulator/simulation.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace msao::simulator {

using namespace engine;

namespace {

constexpr double kFrameBytes = 40;  // of a message around its tokens: WebSocket, TCP, IP
constexpr double kTokenBytes = 3;   // a variable-length integer below 2^21
constexpr double kSmoothing = 0.3;  // of delays: a new link is seen within a few messages

double smooth(double before, double sample) {
    return before == 0 ? sample : before + kSmoothing * (sample - before);
}

}  // namespace

Simulation::Simulation(const Scenario& scenario)
    : m_scenario(scenario),
      m_split(chooseLayerSplit(scenario.edge, scenario.cloud)),
      m_sessions(scenario.edges),
      m_gpus(m_scenario, m_events, m_sessions),
      m_tickMs(scenario.mode == Mode::Adaptive ? 200 : 2500) {
    for (std::uint32_t i = 0; i < scenario.edges; ++i) {
        SessionState& state = m_sessions[i];
        state.gpu = i % scenario.gpus;
        state.random = RandomStream(mixBits(scenario.seed) + i);
        // Not all at once: their first questions are as spread as the later ones.
        m_events.schedule(scenario.thinkMs > 0 ? state.random.exponential(scenario.thinkMs) : 0, EventKind::AnswerAsked,
                          i);
    }
    m_open = scenario.edges;
}

Result<RunReport> Simulation::run(const Progress& progress) {
    constexpr std::uint64_t kLookAround = 1 << 14;
    while (!m_events.isEmpty() && m_fault.empty() && (m_scenario.durationMs || m_open > 0)) {
        const Event event = m_events.takeNext();
        if (m_scenario.durationMs && event.timeMs > *m_scenario.durationMs) break;
        m_nowMs = event.timeMs;
        happen(event);
        if (++m_eventCount % kLookAround != 0) continue;
        if (progress.stop.stop_requested()) return Error{ErrorCode::Cancelled, "simulation cancelled"};
        progress.report(fractionDone(), modeName(m_scenario.mode));
    }
    if (!m_fault.empty()) return Error{ErrorCode::Internal, m_fault};
    return report();
}

void Simulation::happen(const Event& event) {
    switch (event.kind) {
        case EventKind::AnswerAsked:
            return askAnswer(event.subject);
        case EventKind::DraftDone:
            return endDraft(event.subject);
        case EventKind::LayersDone:
            return sendUp(event.subject, {}, kHiddenStateBytes);
        case EventKind::QuestionArrived:
            return questionArrived(event.subject);
        case EventKind::BatchArrived:
            return batchArrived(event.subject);
        case EventKind::VerdictArrived:
            return verdictArrived(event.subject);
        case EventKind::SessionTicked:
            return tick(event.subject);
        case EventKind::SelfDraftingDone:
            return m_gpus.selfDraftingDone(event.subject, m_nowMs);
        case EventKind::PassDone:
            for (GpuPool::Outcome& outcome : m_gpus.passDone(event.subject, m_nowMs))
                sendDown(outcome.session, std::move(outcome.verdict));
            return;
    }
}

void Simulation::askAnswer(std::uint32_t index) {
    SessionState& state = m_sessions[index];
    ++state.answer;
    state.agreement = agreementOf(index);
    state.askedMs = m_nowMs;
    state.answerTokens = 0;
    state.isAnswering = true;
    state.isPrefixRight = true;
    state.isDraftVoid = true;  // what the draft model may still be busy with
    state.wanted.reset();
    const ModeDecision decision = decideFrom(figuresOf(state));
    state.selfDraftLength = decision.selfDraftLength;
    EdgeControllerOptions options = edgeOptions(decision.mode);
    if (state.edge) options.acceptance = state.edge->acceptance();  // what the answer before has taught about the pair
    state.edge.emplace(std::move(options));
    state.cloud.emplace(cloudOptions(decision));
    toEdge(index, AnswerStarted{});
    if (m_scenario.mode == Mode::PerLlm) beginLayers(index);
    if (m_scenario.mode != Mode::EdgeOnly) sendQuestion(index);
    m_events.schedule(m_nowMs + m_tickMs, EventKind::SessionTicked, index);
}

/// Drafts overtake the media, as in the protocol, and wait for them in the cloud. Without media the run begins with the
/// prompt in place on both sides.
void Simulation::sendQuestion(std::uint32_t index) {
    SessionState& state = m_sessions[index];
    state.isAtCloud = false;
    if (m_scenario.uploadBytes <= 0) return questionArrived(index);
    const double arrivalMs = state.media.deliver(m_nowMs, m_scenario.uploadBytes, m_scenario.link, state.random);
    m_events.schedule(arrivalMs, EventKind::QuestionArrived, index);
}

void Simulation::questionArrived(std::uint32_t index) {
    m_sessions[index].isAtCloud = true;
    m_gpus.offer(index, m_nowMs);
}

EdgeControllerOptions Simulation::edgeOptions(Mode mode) const {
    EdgeControllerOptions options;
    options.mode = mode;
    options.policy = m_scenario.policy.value_or(mode == Mode::Sync ? DraftPolicy::Fixed : DraftPolicy::Adaptive);
    options.gate.theta = m_scenario.theta;
    options.draftLength = m_scenario.draftLength;
    options.maxNewTokens = m_scenario.answerTokens;
    options.link = {m_scenario.link.at(m_nowMs).bitsPerSecond / 8, m_scenario.link.at(m_nowMs).rttMs, 0};
    options.draftMs = m_scenario.edge.draftPassMs(1, 1);
    options.verifyMs = m_scenario.cloud.targetPassMs(1, 1);
    // This link loses nothing, it is only late.
    options.resendAfterMs = 5000 + 4 * options.link.rttMs + 1000 * m_scenario.uploadBytes / options.link.bytesPerSecond;
    return options;
}

CloudSessionOptions Simulation::cloudOptions(const ModeDecision& decision) const {
    CloudSessionOptions options;
    // A layer-split cloud computes when a hidden state has come, and then its own token.
    const bool waits = decision.mode == Mode::PerLlm || decision.mode == Mode::EdgeOnly;
    options.mode = waits ? Mode::VerifyOnly : decision.mode;
    options.selfDraftLength = decision.selfDraftLength;
    options.maxOwnSteps = m_scenario.cloudBudget;
    options.maxNewTokens = m_scenario.answerTokens;
    return options;
}

void Simulation::toEdge(std::uint32_t index, const EdgeEvent& event) {
    for (EdgeCommand& command : m_sessions[index].edge->handle(m_nowMs, event)) {
        std::visit([this, index](auto& what) { obey(index, what); }, command);
    }
}

void Simulation::obey(std::uint32_t index, const DraftNext& command) {
    m_sessions[index].wanted = command;
    beginDraft(index);
}

void Simulation::beginDraft(std::uint32_t index) {
    SessionState& state = m_sessions[index];
    if (state.drafting || !state.wanted) return;
    state.drafting = std::exchange(state.wanted, std::nullopt);
    state.isDraftVoid = false;
    const double stepMs = m_scenario.edge.draftPassMs(1, 1);
    m_edgeBusyMs += stepMs;
    m_events.schedule(m_nowMs + stepMs, EventKind::DraftDone, index);
}

void Simulation::endDraft(std::uint32_t index) {
    SessionState& state = m_sessions[index];
    const DraftNext drafted = *std::exchange(state.drafting, std::nullopt);
    if (!state.isDraftVoid) {
        const TokenId token = state.agreement.draft(drafted.position, state.isPrefixRight);
        const bool isRight = token == Agreement::target(drafted.position);
        state.isPrefixRight = isRight;
        const float entropy = state.agreement.normalisedEntropy(drafted.position, isRight);
        toEdge(index, DraftedToken{drafted.epoch, drafted.position, token, entropy, m_scenario.edge.draftPassMs(1, 1)});
    }
    beginDraft(index);
}

void Simulation::obey(std::uint32_t index, SendBatch& command) {
    const double payloadBytes = kTokenBytes * static_cast<double>(command.batch.tokens.size());
    sendUp(index, std::move(command.batch), payloadBytes);
}

void Simulation::obey(std::uint32_t index, const RollBack&) {
    SessionState& state = m_sessions[index];
    state.isDraftVoid = true;
    state.wanted.reset();
    state.isPrefixRight = true;
}

void Simulation::obey(std::uint32_t index, const EmitToken& command) {
    SessionState& state = m_sessions[index];
    ++m_tokens;
    if (++state.answerTokens == 1) m_firstTokenMs.push_back(static_cast<float>(m_nowMs - state.askedMs));
    if (command.provenance != Provenance::Unverified && command.token != Agreement::target(command.position)) {
        m_fault = "position " + std::to_string(command.position) + ": a verified token that is not the target's";
    }
    if (m_scenario.windowMs <= 0) return;
    const auto window = static_cast<std::size_t>(m_nowMs / m_scenario.windowMs);
    if (m_tokensPerWindow.size() <= window) m_tokensPerWindow.resize(window + 1);
    ++m_tokensPerWindow[window];
}

void Simulation::obey(std::uint32_t index, const EndAnswer&) {
    SessionState& state = m_sessions[index];
    closeAnswer(state);
    state.isAnswering = false;
    ++m_answers;
    m_endMs = m_nowMs;
    if (m_scenario.durationMs) {
        m_events.schedule(m_nowMs + state.random.exponential(m_scenario.thinkMs), EventKind::AnswerAsked, index);
    } else {
        --m_open;
    }
}

void Simulation::sendUp(std::uint32_t index, DraftBatch batch, double payloadBytes,
                        std::optional<ModeDecision> decision) {
    SessionState& state = m_sessions[index];
    const double arrivalMs = state.up.deliver(m_nowMs, kFrameBytes + payloadBytes, m_scenario.link, state.random);
    state.upMessages.push_back({std::move(batch), state.answer, m_nowMs, decision});
    m_events.schedule(arrivalMs, EventKind::BatchArrived, index);
}

void Simulation::sendDown(std::uint32_t index, Verdict verdict) {
    SessionState& state = m_sessions[index];
    const double bytes = kFrameBytes + kTokenBytes * static_cast<double>(verdict.tokens.size());
    const double arrivalMs = state.down.deliver(m_nowMs, bytes, m_scenario.link, state.random);
    state.downMessages.push_back({std::move(verdict), state.answer, m_nowMs});
    m_events.schedule(arrivalMs, EventKind::VerdictArrived, index);
}

void Simulation::batchArrived(std::uint32_t index) {
    SessionState& state = m_sessions[index];
    const Message<DraftBatch> message = std::move(state.upMessages.front());
    state.upMessages.pop_front();
    if (message.answer != state.answer) return;
    state.upDelayMs = smooth(state.upDelayMs, m_nowMs - message.sentMs);
    if (message.decision) {
        state.cloud->modeChosen(message.decision->mode, message.decision->selfDraftLength);
    } else if (auto statement = state.cloud->draftsArrived(message.content)) {
        sendDown(index, std::move(*statement));
    }
    m_gpus.offer(index, m_nowMs);
}

void Simulation::verdictArrived(std::uint32_t index) {
    SessionState& state = m_sessions[index];
    const Message<Verdict> message = std::move(state.downMessages.front());
    state.downMessages.pop_front();
    if (message.answer != state.answer || !state.isAnswering) return;
    state.downDelayMs = smooth(state.downDelayMs, m_nowMs - message.sentMs);
    if (message.content.cloudStepMs > 0) state.sharingSessions = 1 + message.content.cloudLoad;
    toEdge(index, message.content);
    if (m_scenario.mode == Mode::PerLlm && state.isAnswering) beginLayers(index);
}

void Simulation::beginLayers(std::uint32_t index) {
    m_edgeBusyMs += m_split.edgeMs;
    m_events.schedule(m_nowMs + m_split.edgeMs, EventKind::LayersDone, index);
}

LinkEstimate Simulation::linkEstimate(const SessionState& state) const {
    const LinkState& link = m_scenario.link.at(m_nowMs);
    const double measuredMs = state.upDelayMs + state.downDelayMs;
    return {link.bitsPerSecond / 8, measuredMs > 0 ? measuredMs : link.rttMs, link.jitterMs};
}

void Simulation::tick(std::uint32_t index) {
    SessionState& state = m_sessions[index];
    // An older tick of the answer before lives on in the present one; a second chain of them would only cost time.
    if (!state.isAnswering || m_nowMs < state.askedMs + m_tickMs / 2) return;
    toEdge(index, linkEstimate(state));
    if (state.isAnswering) toEdge(index, Ticked{});
    if (!state.isAnswering) return;
    if (m_scenario.mode == Mode::Adaptive) reconsiderMode(index);
    m_events.schedule(m_nowMs + m_tickMs, EventKind::SessionTicked, index);
}

Agreement Simulation::agreementOf(std::uint32_t index) const {
    const std::uint64_t seed = mixBits(m_scenario.seed + index) + m_sessions[index].answer;
    return m_scenario.recorded ? Agreement(*m_scenario.recorded, seed) : Agreement(m_scenario.alpha, seed);
}

}  // namespace msao::simulator
