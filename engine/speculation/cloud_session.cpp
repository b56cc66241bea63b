// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/cloud_session.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace msao::engine {

CloudSession::CloudSession(CloudSessionOptions options)
    : m_options(std::move(options)), m_committed(std::move(m_options.committed)) {
    const bool drewTheEnd = !m_committed.empty() && isEndToken(m_committed.back());
    m_hasEnded = drewTheEnd || position() >= m_options.maxNewTokens;
}

std::optional<Verdict> CloudSession::draftsArrived(const DraftBatch& batch) {
    std::optional<Verdict> statement;
    if (batch.resumes && batch.firstPosition >= 0 && batch.firstPosition < position()) statement = statementFrom(batch);
    if (batch.firstPosition < 0 || batch.epoch < m_epoch || m_hasEnded) return statement;
    if (batch.epoch > m_epoch) {
        m_epoch = batch.epoch;
        m_hasLostBranch = false;
        m_pending.clear();
    }
    if (batch.tokens.empty()) m_isAskedToGoOn = true;
    if (m_hasLostBranch) return statement;
    if (agreesWithCommitted(batch)) {
        appendDrafts(batch);
    } else {
        m_hasLostBranch = true;
        m_pending.clear();
    }
    return statement;
}

bool CloudSession::agreesWithCommitted(const DraftBatch& batch) const {
    const std::int64_t behind = position() - batch.firstPosition;
    if (behind <= 0) return true;
    const auto count =
        static_cast<std::ptrdiff_t>(std::min<std::int64_t>(behind, static_cast<std::int64_t>(batch.tokens.size())));
    return std::equal(batch.tokens.begin(), batch.tokens.begin() + count,
                      m_committed.begin() + static_cast<std::ptrdiff_t>(batch.firstPosition));
}

/// What overlaps is known; what leaves a gap has lost a batch before it and will be sent again.
void CloudSession::appendDrafts(const DraftBatch& batch) {
    const std::int64_t end = position() + static_cast<std::int64_t>(m_pending.size());
    if (batch.firstPosition > end) return;
    const std::int64_t room = m_options.maxPendingDrafts - static_cast<std::int64_t>(m_pending.size());
    const std::int64_t first = end - batch.firstPosition;
    const std::int64_t last = std::min<std::int64_t>(static_cast<std::int64_t>(batch.tokens.size()), first + room);
    for (std::int64_t i = first; i < last; ++i) m_pending.push_back(batch.tokens[static_cast<std::size_t>(i)]);
}

/// Everything from the batch's position on. The counts speak of the batch as far as it can be judged.
Verdict CloudSession::statementFrom(const DraftBatch& batch) const {
    Verdict verdict{batch.epoch, batch.firstPosition, {}};
    verdict.tokens.assign(m_committed.begin() + static_cast<std::ptrdiff_t>(batch.firstPosition), m_committed.end());
    const std::size_t judged = std::min(batch.tokens.size(), verdict.tokens.size());
    const auto differs = std::mismatch(batch.tokens.begin(), batch.tokens.begin() + static_cast<std::ptrdiff_t>(judged),
                                       verdict.tokens.begin())
                             .first;
    verdict.acceptedCount = static_cast<std::int32_t>(differs - batch.tokens.begin());
    const bool isRefuted = std::cmp_less(verdict.acceptedCount, judged) || m_hasEnded;
    if (isRefuted) verdict.rejectedCount = static_cast<std::int32_t>(batch.tokens.end() - differs);
    verdict.endsAnswer = m_hasEnded;
    return verdict;
}

bool CloudSession::decodesAlone() const {
    switch (m_options.mode) {
        case Mode::Sync:
        case Mode::VerifyOnly:
        case Mode::MsaoNoCollab:
        case Mode::EdgeOnly:
            return false;
        case Mode::CloudOnly:
        case Mode::PerLlm:
        case Mode::CoLocated:
            return true;
        case Mode::NeverIdle:
        case Mode::Hybrid:
        case Mode::Adaptive:
        case Mode::Msao:
        case Mode::MsaoNoModality:
            return !m_options.maxOwnSteps || m_ownSteps < *m_options.maxOwnSteps;
    }
    return true;
}

bool CloudSession::draftsForItself() const {
    return m_options.mode == Mode::Hybrid || m_options.mode == Mode::CoLocated;
}

bool CloudSession::wantsStep() const {
    if (m_hasEnded || m_isStepping || !m_isConnected) return false;
    return !m_pending.empty() || m_isAskedToGoOn || decodesAlone();
}

std::int32_t CloudSession::selfDraftsWanted() const {
    if (!draftsForItself() || !wantsStep()) return 0;
    const std::int64_t left = m_options.maxNewTokens - position() - 1;
    const std::int64_t wanted = std::min<std::int64_t>(m_options.selfDraftLength, left);
    return static_cast<std::int32_t>(std::max<std::int64_t>(0, wanted - static_cast<std::int64_t>(m_pending.size())));
}

void CloudSession::selfDrafted(std::size_t continuedDrafts, std::span<const TokenId> tokens) {
    if (m_isStepping || continuedDrafts > m_pending.size()) return;  // the edge rolled back meanwhile
    m_selfDrafts.assign(m_pending.begin(), m_pending.begin() + static_cast<std::ptrdiff_t>(continuedDrafts));
    m_selfDrafts.insert(m_selfDrafts.end(), tokens.begin(), tokens.end());
}

std::optional<CloudStep> CloudSession::nextStep(std::int32_t maxDrafts) {
    if (!wantsStep()) return std::nullopt;
    const std::vector<TokenId>& drafts = m_selfDrafts.size() > m_pending.size() ? m_selfDrafts : m_pending;
    const std::int64_t left = std::max<std::int64_t>(0, m_options.maxNewTokens - position() - 1);
    const auto count = static_cast<std::ptrdiff_t>(
        std::min({static_cast<std::int64_t>(drafts.size()), static_cast<std::int64_t>(std::max(0, maxDrafts)), left}));
    m_stepDrafts.assign(drafts.begin(), drafts.begin() + count);
    m_selfDrafts.clear();
    m_isStepping = true;
    CloudStep step{position(), {m_committed.empty() ? m_options.promptEnd : m_committed.back()}};
    step.tokens.insert(step.tokens.end(), m_stepDrafts.begin(), m_stepDrafts.end());
    return step;
}

/// Draws that stand: those after accepted drafts, and the one that follows them, which is the cloud's own.
std::size_t CloudSession::acceptedDraws(std::span<const TokenId> drawn) const {
    std::size_t accepted = 0;
    while (accepted < m_stepDrafts.size() && drawn[accepted] == m_stepDrafts[accepted]) ++accepted;
    return accepted + 1;
}

Verdict CloudSession::stepDone(std::span<const TokenId> drawn, double stepMs, double otherSessions) {
    assert(m_isStepping && drawn.size() == m_stepDrafts.size() + 1);
    Verdict verdict{m_epoch, position(), {}};
    const std::size_t pendingBefore = m_pending.size();
    m_isStepping = false;
    m_isAskedToGoOn = false;
    for (const TokenId token : drawn.first(acceptedDraws(drawn))) {
        if (!m_hasEnded) commit(token, verdict);
    }
    if (m_hasEnded) m_pending.clear();
    verdict.rejectedCount = static_cast<std::int32_t>(pendingBefore - m_pending.size()) - verdict.acceptedCount;
    verdict.endsAnswer = m_hasEnded;
    verdict.cloudStepMs = stepMs;
    verdict.cloudLoad = otherSessions;
    m_ownSteps = verdict.acceptedCount > 0 ? 0 : m_ownSteps + 1;
    return verdict;
}

/// A draft of the edge that stands at this position is accepted or loses its whole branch, even if it came too late for
/// the step that drew the token.
void CloudSession::commit(TokenId token, Verdict& verdict) {
    m_committed.push_back(token);
    verdict.tokens.push_back(token);
    m_hasEnded = isEndToken(token) || position() >= m_options.maxNewTokens;
    if (m_pending.empty()) return;
    if (m_pending.front() == token) {
        m_pending.erase(m_pending.begin());
        ++verdict.acceptedCount;
    } else {
        m_pending.clear();
        m_hasLostBranch = true;
    }
}

void CloudSession::modeChosen(Mode mode, std::int32_t selfDraftLength) {
    m_options.mode = mode;
    m_options.selfDraftLength = selfDraftLength;
}

bool CloudSession::isEndToken(TokenId token) const {
    return std::find(m_options.endTokens.begin(), m_options.endTokens.end(), token) != m_options.endTokens.end();
}

}  // namespace msao::engine
