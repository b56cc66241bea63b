// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/edge_controller.h"

#include <algorithm>
#include <utility>

namespace msao::engine {

EdgeController::EdgeController(EdgeControllerOptions options)
    : m_options(std::move(options)), m_gate(m_options.gate), m_patienceMs(m_options.resendAfterMs) {}

std::vector<EdgeCommand>& EdgeController::handle(double nowMs, const EdgeEvent& event) {
    m_commands.clear();
    if (m_hasEnded) return m_commands;
    m_nowMs = std::max(m_nowMs, nowMs);
    std::visit([this](const auto& happened) { on(happened); }, event);
    if (!m_hasEnded) draftNext();
    return m_commands;
}

void EdgeController::on(const AnswerStarted&) {
    m_lastProgressMs = m_nowMs;
    if (m_options.maxNewTokens <= 0) end(RequestOutcome::Length);
}

void EdgeController::on(const DraftedToken& drafted) {
    if (!m_isDrafting || drafted.epoch != m_epoch || drafted.position != nextPosition()) return;
    m_isDrafting = false;
    if (drafted.draftMs > 0) m_options.draftMs = drafted.draftMs;
    const double before = m_drafts.empty() ? 1 : m_drafts.back().survival;
    const double probability = m_options.acceptance.probability(drafted.normalisedEntropy);
    m_drafts.push_back({drafted.token, drafted.normalisedEntropy, before * probability});
    ++m_counts.proposed;
    if (m_options.mode == Mode::EdgeOnly) return keepUnverified();
    if (!m_isConnected) return showUnverified();
    considerSending(drafted);
}

void EdgeController::on(const LinkEstimate& estimate) {
    m_options.link = estimate;
}

void EdgeController::on(const CloudLoad& load) {
    m_cloudLoad = load.otherSessions;
}

void EdgeController::on(const LinkLost&) {
    if (m_options.mode == Mode::EdgeOnly) return;
    m_isConnected = false;
    showUnverified();
}

void EdgeController::on(const LinkRestored&) {
    if (m_isConnected) return;
    m_isConnected = true;
    m_patienceMs = m_options.resendAfterMs;
    resume();
}

void EdgeController::on(const Ticked&) {
    if (!m_isConnected || m_options.mode == Mode::EdgeOnly) return;
    // A cloud that computes on its own owes tokens at any time; the others owe what drafts were sent for.
    const bool cloudOwes = m_sent > 0 || !drafts() || !mayDraft();
    if (!cloudOwes || m_nowMs - m_lastProgressMs < m_patienceMs) return;
    resume();
    // A link that is slower than this would only fill up with repetitions.
    constexpr double kMostPatience = 32;
    m_patienceMs = std::min(2 * m_patienceMs, kMostPatience * m_options.resendAfterMs);
}

void EdgeController::on(const AnswerCancelled&) {
    end(RequestOutcome::Cancelled);
}

void EdgeController::on(const ModeChosen& chosen) {
    if (m_options.mode == Mode::EdgeOnly || chosen.mode == Mode::EdgeOnly) return;
    m_options.mode = chosen.mode;
    // Drafts that the old mode was still collecting would wait for company that the new one never sends.
    if (m_isConnected && m_sent < m_drafts.size()) send(SendReason::BatchFull);
}

bool EdgeController::drafts() const {
    switch (m_options.mode) {
        case Mode::CloudOnly:
        case Mode::CoLocated:
        case Mode::PerLlm:
            return false;
        case Mode::EdgeOnly:
        case Mode::Sync:
        case Mode::VerifyOnly:
        case Mode::NeverIdle:
        case Mode::Hybrid:
        case Mode::Adaptive:
        case Mode::Msao:
        case Mode::MsaoNoModality:
        case Mode::MsaoNoCollab:
            return true;
    }
    return false;
}

bool EdgeController::waitsForVerdicts() const {
    return m_options.mode == Mode::Sync || m_options.mode == Mode::MsaoNoCollab;
}

/// Nothing can be drafted behind what there is, so that what is unsent has no company to wait for.
bool EdgeController::isAtLimit() const {
    if (nextPosition() >= m_options.maxNewTokens) return true;
    if (!m_drafts.empty() && isEndToken(m_drafts.back().token)) return true;
    const std::int32_t limit = m_isConnected ? m_options.maxUnverified : m_options.maxOffline;
    return std::cmp_greater_equal(m_drafts.size(), limit);
}

bool EdgeController::mayDraft() const {
    if (isAtLimit() || !drafts()) return false;
    // Without the cloud, drafts are the answer, and there is no verdict to wait for.
    if (!m_isConnected) return true;
    if (waitsForVerdicts() && m_sent > 0) return false;
    return m_options.policy != DraftPolicy::Adaptive || m_options.mode == Mode::EdgeOnly || expectsGain();
}

/// AdaEDL's idea, stop where acceptance gets unlikely, with a threshold that follows from costs.
bool EdgeController::expectsGain() const {
    if (m_drafts.empty()) return true;
    if (waitsForVerdicts()) return expectsGainOfRound();
    // In a pipeline a draft costs the edge's spare time and a row of a pass that reads the weights anyway. The floor is
    // there to save energy, and rises where many sessions share a pass.
    constexpr double kWorthSending = 0.01;
    constexpr double kRowShare = 0.002;  // of a pass, for one row more; measured on memory-bound verifiers
    return m_drafts.back().survival >= kWorthSending + kRowShare * m_cloudLoad;
}

/// One more draft pays while its gain per time is over the round's own speed.
bool EdgeController::expectsGainOfRound() const {
    double tokens = 1;
    for (const Draft& draft : m_drafts) tokens += draft.survival;
    const double roundMs =
        static_cast<double>(m_drafts.size()) * m_options.draftMs + m_options.link.rttMs + m_options.verifyMs;
    const double gain = m_drafts.back().survival * m_options.acceptance.mean();
    return gain * roundMs > tokens * m_options.draftMs;
}

void EdgeController::draftNext() {
    if (m_isDrafting || !mayDraft()) return;
    m_isDrafting = true;
    m_commands.push_back(DraftNext{m_epoch, nextPosition()});
}

void EdgeController::considerSending(const DraftedToken& drafted) {
    if (isEndToken(drafted.token)) return send(SendReason::EndOfText);
    if (m_options.policy == DraftPolicy::Paper) return considerByPaper(drafted);
    if (isAtLimit()) return send(SendReason::BatchFull);
    if (m_options.policy == DraftPolicy::Fixed) {
        if (std::cmp_greater_equal(m_drafts.size() - m_sent, m_options.draftLength)) send(SendReason::BatchFull);
        return;
    }
    if (expectsGain() && (waitsForVerdicts() || keepsForCompany())) return;
    send(SendReason::BatchFull);
}

/// In a pipeline a draft that waits for company only comes later, but where the cloud has nothing else to do it is the
/// pass that would begin too early. Another draft is sure to come: one more is expected to gain.
bool EdgeController::keepsForCompany() {
    const bool hasCloudForItself = m_options.mode == Mode::VerifyOnly && m_cloudLoad < 1;
    return hasCloudForItself && m_passes.isBetterKept(m_nowMs, m_options.draftMs, m_options.verifyMs);
}

void EdgeController::considerByPaper(const DraftedToken& drafted) {
    const double theta = m_gate.theta();
    if (!m_gate.isConfident(drafted.normalisedEntropy)) {
        send(SendReason::NotConfident);
        m_gate.decayOnOffload();
        publishTheta(theta, ThetaReason::Offloaded);
    } else if (std::cmp_greater_equal(m_drafts.size() - m_sent, m_options.draftLength) || isAtLimit()) {
        send(SendReason::BatchFull);
        m_gate.averageTowardsAccepted();
        publishTheta(theta, ThetaReason::Accepted);
    }
}

void EdgeController::send(SendReason reason) {
    // What was drafted offline goes in pieces that the cloud takes.
    const std::size_t room = static_cast<std::size_t>(m_options.maxUnverified);
    const std::size_t last = std::max(m_sent, std::min(m_drafts.size(), room));
    if (last > m_sent) sendUpTo(last, reason);
}

void EdgeController::sendUpTo(std::size_t last, SendReason reason) {
    SendBatch command{{m_epoch, m_verified + static_cast<std::int64_t>(m_sent), {}, {}}, reason};
    command.batch.resumes = reason == SendReason::Reconnected;
    command.batch.tokens.reserve(last - m_sent);
    command.batch.normalisedEntropy.reserve(last - m_sent);
    for (std::size_t i = m_sent; i < last; ++i) {
        command.batch.tokens.push_back(m_drafts[i].token);
        command.batch.normalisedEntropy.push_back(m_drafts[i].normalisedEntropy);
    }
    if (m_sent == 0) m_lastProgressMs = m_nowMs;  // the cloud owes something from now on
    m_passes.sent(m_nowMs, last - m_sent, m_options.verifyMs);
    m_sent = last;
    m_commands.push_back(std::move(command));
}

/// From the last verified token: the cloud states what the edge has missed, and verifies the rest.
void EdgeController::resume() {
    m_sent = 0;
    sendUpTo(std::min(m_drafts.size(), static_cast<std::size_t>(m_options.maxUnverified)), SendReason::Reconnected);
}

/// The next piece, once a verdict has made room for it.
void EdgeController::sendBacklog() {
    const bool hasRoom = m_sent == 0 || (!waitsForVerdicts() && std::cmp_less(m_sent, m_options.maxUnverified));
    if (m_isConnected && hasRoom && m_sent < m_drafts.size() && isAtLimit()) send(SendReason::BatchFull);
}

/// edge-only: what is drafted is the answer, and there is nothing to remember.
void EdgeController::keepUnverified() {
    const TokenId token = m_drafts.back().token;
    m_drafts.clear();
    m_commands.push_back(EmitToken{m_verified++, token, Provenance::Unverified});
    ++m_counts.unverified;
    if (isEndToken(token)) return end(RequestOutcome::EndOfText);
    if (m_verified >= m_options.maxNewTokens) end(RequestOutcome::Length);
}

void EdgeController::showUnverified() {
    for (; m_shown < m_drafts.size(); ++m_shown) {
        const std::int64_t position = m_verified + static_cast<std::int64_t>(m_shown);
        m_commands.push_back(EmitToken{position, m_drafts[m_shown].token, Provenance::Unverified});
    }
}

bool EdgeController::isEndToken(TokenId token) const {
    return std::find(m_options.endTokens.begin(), m_options.endTokens.end(), token) != m_options.endTokens.end();
}

}  // namespace msao::engine
