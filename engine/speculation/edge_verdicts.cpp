// SPDX-License-Identifier: Apache-2.0
// What the edge does with a verdict.
#include "msao/engine/edge_controller.h"

#include <algorithm>
#include <utility>

namespace msao::engine {

void EdgeController::on(const Verdict& verdict) {
    if (m_options.mode == Mode::EdgeOnly) return;
    if (verdict.cloudStepMs > 0) {
        m_options.verifyMs = verdict.cloudStepMs;
        m_cloudLoad = verdict.cloudLoad;
    }
    if (verdict.firstPosition > m_verified) {
        // One before it is missing. It is asked for once, and again by the clock.
        if (!m_missedVerdict && m_isConnected) resume();
        m_missedVerdict = true;
        return;
    }
    const std::int64_t known = m_verified - verdict.firstPosition;
    if (std::cmp_greater_equal(known, verdict.tokens.size())) return;
    m_lastProgressMs = m_nowMs;
    m_patienceMs = m_options.resendAfterMs;
    m_missedVerdict = false;
    applyVerified(verdict, static_cast<std::size_t>(known));
    if (!verdict.endsAnswer) return sendBacklog();
    if (!m_drafts.empty()) discardDrafts({});
    end(isEndToken(verdict.tokens.back()) ? RequestOutcome::EndOfText : RequestOutcome::Length);
}

void EdgeController::applyVerified(const Verdict& verdict, std::size_t first) {
    const std::size_t next = acceptMatching(verdict, first);
    if (next < verdict.tokens.size()) rollBackTo(verdict, next);
    updateSurvival();
}

/// Takes over the drafts that the verdict confirms; the index of the first token it has beyond them.
std::size_t EdgeController::acceptMatching(const Verdict& verdict, std::size_t first) {
    std::size_t matching = 0;
    while (first + matching < verdict.tokens.size() && matching < m_drafts.size() &&
           verdict.tokens[first + matching] == m_drafts[matching].token) {
        const Draft& draft = m_drafts[matching];
        m_options.acceptance.note(draft.normalisedEntropy, true);
        m_gate.noteAccepted(draft.normalisedEntropy);
        emitVerified(draft.token, Provenance::Accepted, matching < m_shown);
        ++matching;
    }
    dropFront(matching);
    return first + matching;
}

/// The verdict goes on where no draft stands, or another one. Either way the draft model continues from its tokens.
void EdgeController::rollBackTo(const Verdict& verdict, std::size_t next) {
    const bool isCorrection = !m_drafts.empty();
    const bool wasShown = m_shown > 0;
    if (isCorrection) m_options.acceptance.note(m_drafts.front().normalisedEntropy, false);
    discardDrafts({verdict.tokens.begin() + static_cast<std::ptrdiff_t>(next), verdict.tokens.end()});
    emitVerified(verdict.tokens[next], isCorrection ? Provenance::Corrected : Provenance::Cloud, wasShown);
    for (std::size_t i = next + 1; i < verdict.tokens.size(); ++i)
        emitVerified(verdict.tokens[i], Provenance::Cloud, false);
}

void EdgeController::discardDrafts(std::vector<TokenId> corrections) {
    RollBack command{++m_epoch, m_verified, {}, std::move(corrections)};
    for (const Draft& draft : m_drafts) command.discarded.push_back(draft.token);
    m_counts.rejected += static_cast<std::int64_t>(m_drafts.size());
    m_drafts.clear();
    m_sent = 0;
    m_shown = 0;
    m_passes.reset();
    m_isDrafting = false;
    m_commands.push_back(std::move(command));
}

void EdgeController::emitVerified(TokenId token, Provenance provenance, bool wasShown) {
    switch (provenance) {
        case Provenance::Accepted:
            ++m_counts.accepted;
            break;
        case Provenance::Corrected:
            ++m_counts.corrected;
            break;
        case Provenance::Cloud:
            ++m_counts.cloud;
            break;
        case Provenance::Unverified:
            break;
    }
    if (wasShown) {
        m_commands.push_back(ReviseToken{m_verified, token, provenance});
    } else {
        m_commands.push_back(EmitToken{m_verified, token, provenance});
    }
    ++m_verified;
}

void EdgeController::dropFront(std::size_t count) {
    m_drafts.erase(m_drafts.begin(), m_drafts.begin() + static_cast<std::ptrdiff_t>(count));
    m_sent -= std::min(m_sent, count);
    m_shown -= std::min(m_shown, count);
}

void EdgeController::updateSurvival() {
    double survival = 1;
    for (Draft& draft : m_drafts) {
        survival *= m_options.acceptance.probability(draft.normalisedEntropy);
        draft.survival = survival;
    }
}

void EdgeController::publishTheta(double from, ThetaReason reason) {
    if (from != m_gate.theta()) m_commands.push_back(ThetaMoved{from, m_gate.theta(), reason});
}

void EdgeController::end(RequestOutcome outcome) {
    // Drafts that nobody verified stay in the answer only if they were shown, as they were shown.
    m_counts.unverified += static_cast<std::int64_t>(m_shown);
    m_counts.rejected += static_cast<std::int64_t>(m_drafts.size() - m_shown);
    m_drafts.clear();
    m_sent = 0;
    m_shown = 0;
    m_hasEnded = true;
    m_commands.push_back(EndAnswer{outcome});
}

}  // namespace msao::engine
