// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/speculation/interleaved_world.h"

#include <algorithm>
#include <utility>

namespace msao::engine::testing {
namespace {

constexpr int kVocabulary = 6;
constexpr Mode kModes[] = {Mode::CloudOnly, Mode::Sync,     Mode::VerifyOnly,   Mode::NeverIdle, Mode::Hybrid,
                           Mode::CoLocated, Mode::Adaptive, Mode::MsaoNoCollab, Mode::Msao};

std::uint64_t mix(std::uint64_t value) {
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ull;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebull;
    return value ^ (value >> 31);
}

std::uint64_t hashOf(std::uint64_t seed, const std::vector<TokenId>& prefix, std::size_t length) {
    std::uint64_t hash = mix(seed + 0x9e3779b97f4a7c15ull);
    for (std::size_t i = 0; i < length; ++i) hash = mix(hash + static_cast<std::uint64_t>(toIndex(prefix[i])) + 1);
    return hash;
}

}  // namespace

std::uint64_t Dice::next() {
    return mix(m_state += 0x9e3779b97f4a7c15ull);
}

TokenId Oracle::target(const std::vector<TokenId>& prefix, std::size_t length) const {
    const std::uint64_t hash = hashOf(seed, prefix, length);
    if ((hash >> 32) % 24 == 0) return kEndOfText;
    return TokenId{static_cast<std::int32_t>(1 + hash % (kVocabulary - 1))};
}

TokenId Oracle::drafter(const std::vector<TokenId>& prefix) const {
    const TokenId right = target(prefix, prefix.size());
    Dice dice(hashOf(seed + 1, prefix, prefix.size()));
    if (dice.chance(agreement)) return right;
    return TokenId{(toIndex(right) + 1 + static_cast<std::int32_t>(dice.below(kVocabulary - 1))) % kVocabulary};
}

std::vector<TokenId> Oracle::answer(std::size_t maxTokens) const {
    std::vector<TokenId> tokens;
    while (tokens.size() < maxTokens && (tokens.empty() || tokens.back() != kEndOfText)) {
        tokens.push_back(target(tokens, tokens.size()));
    }
    return tokens;
}

EdgeControllerOptions InterleavedWorld::randomEdgeOptions(Dice& dice) {
    EdgeControllerOptions options;
    options.mode = dice.chance(0.03) ? Mode::EdgeOnly : kModes[dice.below(std::size(kModes))];
    constexpr DraftPolicy kPolicies[] = {DraftPolicy::Paper, DraftPolicy::Fixed, DraftPolicy::Adaptive};
    options.policy = kPolicies[dice.below(3)];
    options.gate.theta = 0.1 + 0.2 * static_cast<double>(dice.below(5));
    options.draftLength = 1 + static_cast<std::int32_t>(dice.below(6));
    options.maxUnverified = 1 + static_cast<std::int32_t>(dice.below(12));
    options.maxOffline = options.maxUnverified + static_cast<std::int32_t>(dice.below(20));
    options.maxNewTokens = 1 + static_cast<std::int64_t>(dice.below(30));
    options.endTokens = {kEndOfText};
    options.draftMs = 3.3;
    options.verifyMs = 9.09;
    options.link = {1e6, static_cast<double>(dice.below(100)), 0};
    return options;
}

CloudSessionOptions InterleavedWorld::cloudOptions(const EdgeControllerOptions& edge, Dice& dice) {
    CloudSessionOptions options;
    options.mode = edge.mode;
    options.maxPendingDrafts = 1 + static_cast<std::int32_t>(dice.below(16));
    options.selfDraftLength = static_cast<std::int32_t>(dice.below(5));
    if (dice.chance(0.2)) options.maxOwnSteps = static_cast<std::int32_t>(dice.below(4));
    // A server may allow shorter answers than the edge hopes for.
    options.maxNewTokens = dice.chance(0.9) ? edge.maxNewTokens : 1 + edge.maxNewTokens / 2;
    options.endTokens = {kEndOfText};
    return options;
}

InterleavedWorld::InterleavedWorld(std::uint64_t seed)
    : m_dice(seed),
      m_oracle{m_dice.next(), static_cast<double>(m_dice.below(11)) / 10},
      m_options(randomEdgeOptions(m_dice)),
      m_cloudOptions(cloudOptions(m_options, m_dice)),
      m_edge(m_options),
      m_cloud(m_cloudOptions) {}

void InterleavedWorld::run() {
    toEdge(AnswerStarted{});
    const std::uint64_t disorder = m_dice.below(250);
    for (std::uint64_t i = 0; i < disorder && !m_outcome && m_fault.empty(); ++i) {
        actAtRandom();
        checkBounds();
    }
    playFairly();
    checkEnd();
    if (m_fault.empty()) return;
    m_fault += " (mode " + std::string(modeName(m_options.mode)) + ", policy " +
               std::to_string(static_cast<int>(m_options.policy)) + ")";
}

void InterleavedWorld::actAtRandom() {
    ++m_actions;
    const std::uint64_t choice = m_dice.below(100);
    if (choice < 28) return finishDraft();
    if (choice < 46) return m_up.empty() ? beginStep() : deliverUp(m_dice.chance(0.8) ? 0 : m_dice.below(m_up.size()));
    if (choice < 62)
        return m_down.empty() ? finishStep() : deliverDown(m_dice.chance(0.8) ? 0 : m_dice.below(m_down.size()));
    if (choice < 72) return beginStep();
    if (choice < 84) return finishStep();
    if (choice < 88) return loseOrRepeat();
    if (choice < 91) return cutOrMend();
    if (choice < 92) return replaceCloud();
    if (choice < 93) return chooseMode();
    if (choice < 97) {
        m_nowMs += static_cast<double>(m_dice.below(1500));
        return toEdge(Ticked{});
    }
    if (choice < 98) return toEdge(LinkEstimate{1e6, static_cast<double>(m_dice.below(200)), 1});
    if (choice < 99) return toEdge(CloudLoad{static_cast<double>(m_dice.below(64))});
    if (m_dice.chance(0.9)) return;
    m_isCancelled = true;
    toEdge(AnswerCancelled{});
}

/// Nothing is lost any more, and time passes: the answer must come to its end.
void InterleavedWorld::playFairly() {
    for (int round = 0; round < 3000 && !m_outcome && m_fault.empty(); ++round) {
        ++m_actions;
        if (m_isCut) mend();
        finishDraft();
        if (!m_up.empty()) deliverUp(0);
        beginStep();
        finishStep();
        while (!m_down.empty()) deliverDown(0);
        m_nowMs += 50;
        toEdge(Ticked{});
        checkBounds();
    }
    if (!m_outcome) blame("the answer does not end");
}

void InterleavedWorld::toEdge(const EdgeEvent& event) {
    const bool hadEnded = m_outcome.has_value();
    const std::vector<EdgeCommand> commands = m_edge.handle(m_nowMs, event);
    if (hadEnded && !commands.empty()) blame("a command after the end");
    for (const EdgeCommand& command : commands) {
        if (m_outcome) blame("a command behind EndAnswer");
        obey(command);
    }
}

void InterleavedWorld::obey(const EdgeCommand& command) {
    std::visit(
        [this](const auto& what) {
            if constexpr (!std::is_same_v<std::decay_t<decltype(what)>, ThetaMoved>) obey(what);
        },
        command);
}

void InterleavedWorld::obey(const DraftNext& command) {
    if (m_drafting) blame("two drafts wanted at once");
    if (command.position != static_cast<std::int64_t>(m_drafterPrefix.size())) blame("the drafter stands elsewhere");
    m_drafting = command;
}

void InterleavedWorld::obey(const SendBatch& command) {
    if (std::cmp_greater(command.batch.tokens.size(), m_options.maxUnverified)) blame("a batch over the limit");
    if (command.batch.tokens.empty() && !command.batch.resumes) blame("an empty batch");
    if (!m_isCut) m_up.push_back(command.batch);
}

void InterleavedWorld::obey(const RollBack& command) {
    if (m_drafting) {
        m_staleDrafts.push_back({m_drafting->epoch, m_drafting->position, TokenId{1}, 0.1f, 3});
        m_drafting.reset();
    }
    const auto position = static_cast<std::size_t>(command.position);
    if (position > m_drafterPrefix.size() || position < m_verifiedShown) return blame("a roll-back to nowhere");
    if (m_drafterPrefix.size() - position != command.discarded.size()) blame("discards other tokens than were drafted");
    m_drafterPrefix.resize(position);
    m_drafterPrefix.insert(m_drafterPrefix.end(), command.corrections.begin(), command.corrections.end());
    // The one at `position` waits for its revision, unless the answer ends before it.
    m_shown.resize(std::min(m_shown.size(), position + (command.corrections.empty() ? 0 : 1)));
}

void InterleavedWorld::obey(const EmitToken& command) {
    if (command.position != static_cast<std::int64_t>(m_shown.size())) blame("a token out of order or twice");
    m_shown.push_back({command.token, command.provenance});
    if (command.provenance != Provenance::Unverified)
        checkVerified(command.position, command.token, command.provenance);
}

void InterleavedWorld::obey(const ReviseToken& command) {
    const auto position = static_cast<std::size_t>(command.position);
    if (position >= m_shown.size()) return blame("revises what was never shown");
    if (m_shown[position].provenance != Provenance::Unverified) blame("revises a verified token");
    if ((m_shown[position].token == command.token) != (command.provenance == Provenance::Accepted)) {
        blame("a revision says the wrong thing of itself");
    }
    m_shown[position] = {command.token, command.provenance};
    checkVerified(command.position, command.token, command.provenance);
}

void InterleavedWorld::obey(const EndAnswer& command) {
    m_outcome = command.outcome;
}

void InterleavedWorld::checkVerified(std::int64_t position, TokenId token, Provenance provenance) {
    if (provenance == Provenance::Unverified) return blame("verified tokens are not unverified");
    const auto index = static_cast<std::size_t>(position);
    if (index != m_verifiedShown) blame("verified out of order");
    const auto& committed = m_cloud.committed();
    if (index >= committed.size() || committed[index] != token) blame("marked verified, and no verdict said so");
    m_verifiedShown = index + 1;
}

void InterleavedWorld::finishDraft() {
    if (!m_staleDrafts.empty() && m_dice.chance(0.5)) {
        const DraftedToken stale = m_staleDrafts.back();
        m_staleDrafts.pop_back();
        return toEdge(stale);
    }
    if (!m_drafting) return;
    const TokenId token = m_oracle.drafter(m_drafterPrefix);
    const DraftedToken drafted{m_drafting->epoch, m_drafting->position, token,
                               static_cast<float>(m_dice.below(100)) / 100, 3.3};
    m_drafting.reset();
    m_drafterPrefix.push_back(token);
    toEdge(drafted);
}

void InterleavedWorld::deliverUp(std::size_t index) {
    const DraftBatch batch = m_up[index];
    m_up.erase(m_up.begin() + static_cast<std::ptrdiff_t>(index));
    if (const auto statement = m_cloud.draftsArrived(batch)) m_down.push_back(*statement);
}

void InterleavedWorld::deliverDown(std::size_t index) {
    const Verdict verdict = m_down[index];
    m_down.erase(m_down.begin() + static_cast<std::ptrdiff_t>(index));
    toEdge(verdict);
}

void InterleavedWorld::loseOrRepeat() {
    const bool loses = m_dice.chance(0.5);
    if (m_dice.chance(0.5)) {
        if (m_up.empty()) return;
        const std::size_t index = m_dice.below(m_up.size());
        if (loses)
            m_up.erase(m_up.begin() + static_cast<std::ptrdiff_t>(index));
        else
            m_up.push_back(DraftBatch(m_up[index]));
    } else {
        if (m_down.empty()) return;
        const std::size_t index = m_dice.below(m_down.size());
        if (loses)
            m_down.erase(m_down.begin() + static_cast<std::ptrdiff_t>(index));
        else
            m_down.push_back(Verdict(m_down[index]));
    }
}

void InterleavedWorld::cutOrMend() {
    if (m_isCut) return mend();
    m_isCut = true;
    if (m_dice.chance(0.8)) m_up.clear();
    if (m_dice.chance(0.8)) m_down.clear();
    m_cloud.connectionChanged(false);
    toEdge(LinkLost{});
}

void InterleavedWorld::mend() {
    m_isCut = false;
    m_cloud.connectionChanged(true);
    toEdge(LinkRestored{});
}

void InterleavedWorld::beginStep() {
    if (m_step) return;
    const std::int32_t wanted = m_cloud.selfDraftsWanted();
    if (wanted > 0 && m_dice.chance(0.8)) {
        std::vector<TokenId> prefix = m_cloud.committed();
        const std::size_t pending = m_cloud.pendingDrafts().size();
        prefix.insert(prefix.end(), m_cloud.pendingDrafts().begin(), m_cloud.pendingDrafts().end());
        const std::size_t known = prefix.size();
        for (std::int32_t i = 0; i < wanted; ++i) prefix.push_back(m_oracle.drafter(prefix));
        // While the cloud drafts for itself, the edge's drafts go on arriving.
        if (!m_up.empty() && m_dice.chance(0.5)) deliverUp(0);
        m_cloud.selfDrafted(pending, std::span(prefix).subspan(known));
    }
    m_step = m_cloud.nextStep(static_cast<std::int32_t>(m_dice.below(9)));
    if (!m_step) return;
    if (m_step->firstPosition != static_cast<std::int64_t>(m_cloud.committed().size())) blame("a step elsewhere");
    if (m_step->tokens.size() > 9) blame("a step over its limit");
}

void InterleavedWorld::finishStep() {
    if (!m_step) return;
    const CloudStep step = *std::exchange(m_step, std::nullopt);
    if (m_dice.chance(0.02)) return m_cloud.stepAbandoned();
    std::vector<TokenId> prefix = m_cloud.committed();
    std::vector<TokenId> drawn;
    for (std::size_t i = 0; i < step.tokens.size(); ++i) {
        if (i > 0) prefix.push_back(step.tokens[i]);
        drawn.push_back(m_oracle.target(prefix, prefix.size()));
    }
    const Verdict verdict = m_cloud.stepDone(drawn, 9.09, 1);
    if (verdict.tokens.empty()) blame("a step without a token");
    if (verdict.acceptedCount < 0 || verdict.rejectedCount < 0) blame("a negative count");
    if (!m_isCut) m_down.push_back(verdict);
}

/// The server restarted: a new session begins with what the edge knows to be verified.
void InterleavedWorld::replaceCloud() {
    if (m_options.mode == Mode::EdgeOnly) return;
    if (!m_isCut) cutOrMend();
    if (m_outcome) return;
    m_up.clear();
    m_down.clear();
    m_step.reset();
    CloudSessionOptions options = m_cloudOptions;
    for (std::size_t i = 0; i < m_verifiedShown; ++i) options.committed.push_back(m_shown[i].token);
    m_cloud = CloudSession(options);
    m_cloud.connectionChanged(false);
}

void InterleavedWorld::chooseMode() {
    const Mode mode = kModes[m_dice.below(std::size(kModes))];
    if (m_dice.chance(0.7)) toEdge(ModeChosen{mode});
    if (m_dice.chance(0.7)) m_cloud.modeChosen(mode, static_cast<std::int32_t>(m_dice.below(5)));
}

void InterleavedWorld::checkBounds() {
    const std::int32_t limit = std::max(m_options.maxOffline, m_options.maxUnverified);
    if (std::cmp_greater(m_edge.unverifiedCount(), limit)) blame("more unverified drafts than allowed");
    if (std::cmp_greater(m_cloud.pendingDrafts().size(), m_cloudOptions.maxPendingDrafts)) blame("an unbounded queue");
}

void InterleavedWorld::checkEnd() {
    if (!m_fault.empty()) return;
    for (int i = 0; i < 3; ++i) toEdge(Ticked{});
    toEdge(Verdict{0, static_cast<std::int64_t>(m_shown.size()), {TokenId{1}}});
    const EdgeCounts& counts = m_edge.counts();
    if (counts.accepted + counts.rejected + counts.unverified != counts.proposed) blame("drafts do not add up");
    const std::int64_t emitted = counts.accepted + counts.corrected + counts.cloud + counts.unverified;
    if (emitted != static_cast<std::int64_t>(m_shown.size())) blame("tokens do not add up");
    std::vector<TokenId> tokens;
    for (const ShownToken& shown : m_shown) tokens.push_back(shown.token);
    if (m_options.mode == Mode::EdgeOnly) {
        if (m_verifiedShown > 0) blame("edge-only verified something");
        return;
    }
    const std::vector<TokenId> reference = m_oracle.answer(static_cast<std::size_t>(m_cloudOptions.maxNewTokens));
    if (m_isCancelled) {
        tokens.resize(m_verifiedShown);
        if (!std::equal(tokens.begin(), tokens.end(), reference.begin())) blame("verified tokens are not the target's");
        return;
    }
    if (tokens != reference || m_verifiedShown != reference.size()) blame("the answer is not the target's");
    const RequestOutcome expected = reference.back() == kEndOfText ? RequestOutcome::EndOfText : RequestOutcome::Length;
    if (m_outcome != expected) blame("ended for another reason");
}

}  // namespace msao::engine::testing
