// SPDX-License-Identifier: Apache-2.0
#include "cloud_server/cluster/cluster_answer.h"

#include "protocol/identity/login.h"
#include "protocol/identity/sha256.h"

#include <algorithm>
#include <utility>

namespace msao::cloud {
namespace {

using engine::TokenId;
using engine::Verdict;

/// An edge drafts no further than its own bound before the first verdict; more is sent again when it resumes.
constexpr std::size_t kBatchesKept = 256;
/// Drawn in one call where no drafts are there: more would let drafts wait, fewer cost a round trip each.
constexpr std::int64_t kDrawnAlone = 4;
constexpr qsizetype kNameBytes = 16;

QByteArray secret() {
    const protocol::Digest drawn = protocol::drawSecret();
    return QByteArray(reinterpret_cast<const char*>(drawn.data()), static_cast<qsizetype>(drawn.size())).toHex();
}

QByteArray hashOf(const engine::RgbImage& image) {
    const protocol::Digest digest = protocol::sha256(
        {reinterpret_cast<const char*>(image.pixels.data()), static_cast<qsizetype>(image.pixels.size())});
    return QByteArray(reinterpret_cast<const char*>(digest.data()), kNameBytes).toHex();
}

void addPrompt(const SharedPrompt& prompt, std::vector<TokenId>& sequence, ClusterSession& session) {
    sequence.insert(sequence.end(), prompt->tokens.begin(), prompt->tokens.end());
    for (const engine::VisualMedium& visual : prompt->visuals) {
        const engine::RgbImage& pixels = visual.clip.frames.front();
        session.pictures.push_back({prompt, &pixels, session.name + '-' + hashOf(pixels)});
    }
}

}  // namespace

ClusterSession newClusterSession() {
    ClusterSession session;
    session.name = secret().left(2 * kNameBytes);
    session.salt = secret();
    return session;
}

ClusterAnswer::ClusterAnswer(const BeginAnswer& order, const std::vector<TokenId>& endTokens, ClusterSession session)
    : m_session(std::move(session)), m_promptTokens(order.sequenceTokens) {
    m_session.pictures.clear();
    for (const KnownTurn& turn : order.question.earlier) {
        addPrompt(turn.prompt, m_sequence, m_session);
        // The prompt behind it begins with its last token.
        m_sequence.insert(m_sequence.end(), turn.answer.begin(), turn.answer.end() - 1);
    }
    addPrompt(order.question.prompt, m_sequence, m_session);
    m_options.mode = order.opening.mode;
    m_options.selfDraftLength = order.opening.selfDraftLength;
    m_options.maxOwnSteps = order.opening.cloudBudget;
    m_options.maxNewTokens = order.opening.maxNewTokens;
    m_options.endTokens = endTokens;
    if (!order.opening.committed.empty()) begin(order.opening.committed);
}

void ClusterAnswer::begin(std::vector<TokenId> committed) {
    m_sequence.insert(m_sequence.end(), committed.begin(), committed.end());
    m_answered = static_cast<std::int64_t>(committed.size());
    engine::CloudSessionOptions options = m_options;
    options.committed = std::move(committed);
    m_speculation.emplace(std::move(options));
    m_speculation->connectionChanged(m_isConnected);
}

std::vector<Verdict> ClusterAnswer::beginWith(TokenId first) {
    begin({first});
    Verdict verdict{0, 0, {first}};
    verdict.endsAnswer = m_speculation->hasEnded();
    // An edge that resumes has the first token from this verdict.
    for (const engine::DraftBatch& batch : std::exchange(m_early, {})) m_speculation->draftsArrived(batch);
    return {verdict};
}

std::optional<Verdict> ClusterAnswer::receive(const engine::DraftBatch& batch) {
    if (std::cmp_greater(batch.tokens.size(), m_options.maxPendingDrafts)) return std::nullopt;
    if (m_speculation) return m_speculation->draftsArrived(batch);
    if (m_early.size() < kBatchesKept) m_early.push_back(batch);
    return std::nullopt;
}

void ClusterAnswer::receive(const engine::ModeChange& change) {
    m_options.mode = change.mode;
    m_options.selfDraftLength = change.selfDraftLength;
    if (m_speculation) m_speculation->modeChosen(change.mode, change.selfDraftLength);
}

void ClusterAnswer::connectionChanged(bool isConnected) {
    m_isConnected = isConnected;
    if (m_speculation) m_speculation->connectionChanged(isConnected);
}

/// In other modes a step without drafts is one token that an edge has asked for.
bool ClusterAnswer::decodesAlone() const {
    return m_options.mode != engine::Mode::Sync && m_options.mode != engine::Mode::VerifyOnly &&
           m_options.mode != engine::Mode::MsaoNoCollab;
}

std::optional<StepQuestion> ClusterAnswer::nextStep(std::int32_t maxDrafts) {
    if (!wantsStep()) return std::nullopt;
    StepQuestion question{m_sequence, m_promptTokens + m_answered, {}, 1};
    if (!m_speculation) return question;
    const auto step = m_speculation->nextStep(maxDrafts);
    if (!step) return std::nullopt;
    question.drafts.assign(step->tokens.begin() + 1, step->tokens.end());
    m_isVerifying = !question.drafts.empty();
    if (!m_isVerifying && decodesAlone())
        question.wanted = static_cast<std::int32_t>(std::min(kDrawnAlone, m_options.maxNewTokens - m_answered));
    return question;
}

std::vector<Verdict> ClusterAnswer::stepDone(std::span<const TokenId> drawn, double stepMs, double otherSessions) {
    if (!m_speculation) return beginWith(drawn.front());
    // Behind a draft that is wrong nothing stands; without drafts all that was drawn is the answer's.
    const std::span<const TokenId> ofStep = m_isVerifying ? drawn : drawn.first(1);
    std::vector<Verdict> verdicts{committed(m_speculation->stepDone(ofStep, stepMs, otherSessions))};
    m_ahead.assign(drawn.begin() + static_cast<std::ptrdiff_t>(ofStep.size()), drawn.end());
    for (Verdict& verdict : drawnAhead(stepMs, otherSessions)) verdicts.push_back(std::move(verdict));
    return verdicts;
}

std::vector<Verdict> ClusterAnswer::drawnAhead(double stepMs, double otherSessions) {
    std::vector<Verdict> verdicts;
    while (!m_ahead.empty() && wantsStep()) {
        const auto step = m_speculation->nextStep(static_cast<std::int32_t>(m_ahead.size()) - 1);
        if (!step) break;
        const auto drawn = std::span<const TokenId>(m_ahead).first(step->tokens.size());
        verdicts.push_back(committed(m_speculation->stepDone(drawn, stepMs, otherSessions)));
        const auto used = static_cast<std::ptrdiff_t>(verdicts.back().tokens.size());
        m_ahead.erase(m_ahead.begin(), m_ahead.begin() + used);
    }
    return verdicts;
}

Verdict ClusterAnswer::committed(Verdict verdict) {
    m_sequence.insert(m_sequence.end(), verdict.tokens.begin(), verdict.tokens.end());
    m_answered += static_cast<std::int64_t>(verdict.tokens.size());
    return verdict;
}

}  // namespace msao::cloud
