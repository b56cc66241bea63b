// SPDX-License-Identifier: Apache-2.0
#include "engine/answer/cloud_answer.h"

#include "engine/answer/prefill_pieces.h"
#include "msao/engine/prompt_lookup.h"

#include <algorithm>
#include <utility>

namespace msao::engine {
namespace {

/// An edge drafts no further than its own bound before the first verdict; more is sent again when it resumes.
constexpr std::size_t kMaxEarlyBatches = 256;

CloudSessionOptions sessionOptions(const AnswerOpening& opening, const Engine& target) {
    CloudSessionOptions options;
    options.mode = opening.mode;
    options.selfDraftLength = opening.selfDraftLength;
    options.maxOwnSteps = opening.cloudBudget;
    options.maxNewTokens = opening.maxNewTokens;
    options.endTokens = target.config().generation.endOfText;
    options.committed = opening.committed;
    return options;
}

}  // namespace

CloudAnswer::CloudAnswer(Engine& target, const AnswerOpening& opening, std::vector<AnsweredTurn> earlier, Prompt prompt,
                         std::stop_token stop)
    : m_target(target),
      m_sampling(opening.sampling),
      m_likeliest(opening.likeliest),
      m_options(sessionOptions(opening, target)),
      m_stop(std::move(stop)),
      m_session(target.newSession()) {
    for (AnsweredTurn& turn : earlier) {
        willRead(std::move(turn.prompt));
        willReplay(turn.answer);
        m_history.insert(m_history.end(), turn.answer.begin(), turn.answer.end() - 1);
    }
    willRead(std::move(prompt));
    m_promptTokens = static_cast<std::int64_t>(m_history.size());
    willReplay(opening.committed);
    m_history.insert(m_history.end(), opening.committed.begin(), opening.committed.end());
}

CloudAnswer::CloudAnswer(Engine& target, const AnswerOpening& opening, CloudAnswer&& former, Prompt prompt,
                         std::stop_token stop)
    : m_target(target),
      m_sampling(opening.sampling),
      m_likeliest(opening.likeliest),
      m_options(sessionOptions(opening, target)),
      m_stop(std::move(stop)),
      m_session(std::move(former.m_session)),
      m_history(std::move(former.m_history)) {
    m_history.pop_back();  // the prompt begins with it
    willRead(std::move(prompt));
    m_promptTokens = static_cast<std::int64_t>(m_history.size());
    willReplay(opening.committed);
    m_history.insert(m_history.end(), opening.committed.begin(), opening.committed.end());
}

void CloudAnswer::willRead(Prompt prompt) {
    m_history.insert(m_history.end(), prompt.tokens.begin(), prompt.tokens.end());
    m_unread.emplace_back(std::move(prompt));
}

void CloudAnswer::willReplay(const std::vector<TokenId>& answer) {
    if (answer.size() > 1) m_unread.emplace_back(Replay{{answer.begin(), answer.end() - 1}});
}

bool CloudAnswer::isContinuedBy(const Prompt& prompt) const {
    return hasEnded() && m_keepsSession && !prompt.tokens.empty() && prompt.tokens.front() == m_history.back() &&
           m_session.length() + 1 == static_cast<std::int64_t>(m_history.size());
}

void CloudAnswer::giveDrafter(Engine& draft, Prompt prompt) {
    m_drafter.emplace(draft, std::move(prompt), m_sampling);
}

std::int64_t CloudAnswer::unreadTokens() const {
    if (m_speculation) return 0;
    if (const auto* prompt = std::get_if<Prompt>(&m_unread.front()))
        return std::min(static_cast<std::int64_t>(prompt->tokens.size()), kPrefillPieceTokens);
    const Replay& replay = std::get<Replay>(m_unread.front());
    return static_cast<std::int64_t>(std::min<std::size_t>(replay.tokens.size() - replay.done, kMaxDecodeTokens));
}

Result<CloudAnswer::ReadStep> CloudAnswer::readOn() {
    if (m_stop.stop_requested()) return Error{ErrorCode::Cancelled, "the answer is not wanted any more"};
    ReadStep step;
    Logits logits;
    if (auto* replayed = std::get_if<Replay>(&m_unread.front())) {
        const std::size_t before = replayed->done;
        MSAO_CHECK(replay(*replayed));
        step.tokensRead = static_cast<std::int64_t>(replayed->done - before);
        if (replayed->done < replayed->tokens.size()) return step;
    } else {
        auto& prompt = std::get<Prompt>(m_unread.front());
        step.tokensRead = static_cast<std::int64_t>(prompt.tokens.size());
        MSAO_TRY(std::optional<Logits> afterPrompt, readOn(prompt));
        if (!afterPrompt) return ReadStep{};
        logits = *std::move(afterPrompt);
    }
    m_unread.pop_front();
    if (m_unread.empty()) step.first = begin(logits);
    return step;
}

/// Its tokens stay until it has been read: they are counted.
Result<std::optional<Logits>> CloudAnswer::readOn(Prompt& prompt) {
    if (!m_reading) {
        std::vector<TokenId> tokens = prompt.tokens;
        MSAO_TRY(PromptReading reading, m_target.beginReading(m_session, std::move(prompt)));
        prompt = {};
        prompt.tokens = std::move(tokens);
        m_reading.emplace(std::move(reading));
    }
    MSAO_TRY(std::optional<Logits> logits, m_target.readOn(m_session, *m_reading));
    if (logits) m_reading.reset();
    return logits;
}

Status CloudAnswer::replay(Replay& replay) {
    const std::size_t count = std::min<std::size_t>(replay.tokens.size() - replay.done, kMaxDecodeTokens);
    const DecodeRequest request{&m_session, std::span(replay.tokens).subspan(replay.done, count)};
    Logits logits;
    MSAO_CHECK(m_target.decode({&request, 1}, logits));
    replay.done += count;
    return Done{};
}

std::optional<Verdict> CloudAnswer::begin(Logits& afterPrompt) {
    std::optional<Verdict> first;
    if (m_options.committed.empty()) {
        std::vector<TokenProbability> considered = likeliest(afterPrompt.row(0));
        const TokenId token = draw(afterPrompt.row(0), m_promptTokens);
        m_options.committed.push_back(token);
        m_history.push_back(token);
        first = Verdict{0, 0, {token}};
        state(considered, *first);
    }
    m_speculation.emplace(std::move(m_options));
    m_speculation->connectionChanged(m_isConnected);
    if (first) first->endsAnswer = m_speculation->hasEnded();
    for (const DraftBatch& batch : std::exchange(m_early, {})) {
        // An edge that resumes has the first token from the verdict that is on its way.
        auto statement = m_speculation->draftsArrived(batch);
        if (!first) first = std::move(statement);
    }
    return first;
}

TokenId CloudAnswer::draw(std::span<float> logits, std::int64_t position) {
    return sampleToken(logits, m_target.tokenEnd(), m_sampling, m_history, position);
}

/// Before the draw: penalties overwrite the logits.
std::vector<TokenProbability> CloudAnswer::likeliest(std::span<const float> logits) const {
    if (m_likeliest == 0) return {};
    return tokenOutlook(logits, m_target.tokenEnd(), m_likeliest).likeliest;
}

/// As many for each of the verdict's tokens, which are the first of those that were drawn.
void CloudAnswer::state(std::span<const TokenProbability> considered, Verdict& verdict) const {
    const auto each = static_cast<std::size_t>(std::min(m_likeliest, m_target.tokenEnd()));
    const std::size_t stated = each * verdict.tokens.size();
    if (considered.size() < stated) return;  // a logit was no number
    verdict.likeliest.assign(considered.begin(), considered.begin() + static_cast<std::ptrdiff_t>(stated));
}

std::optional<Verdict> CloudAnswer::receive(const DraftBatch& batch) {
    const bool isToken = std::all_of(batch.tokens.begin(), batch.tokens.end(), [&](TokenId token) {
        return toIndex(token) >= 0 && toIndex(token) < m_target.tokenEnd();
    });
    if (!isToken || std::cmp_greater(batch.tokens.size(), m_options.maxPendingDrafts)) return std::nullopt;
    if (m_speculation) return m_speculation->draftsArrived(batch);
    if (m_early.size() < kMaxEarlyBatches) m_early.push_back(batch);
    return std::nullopt;
}

void CloudAnswer::receive(const ModeChange& change) {
    m_options.mode = change.mode;
    m_options.selfDraftLength = change.selfDraftLength;
    if (m_speculation) m_speculation->modeChosen(change.mode, change.selfDraftLength);
}

void CloudAnswer::connectionChanged(bool isConnected) {
    m_isConnected = isConnected;
    if (m_speculation) m_speculation->connectionChanged(isConnected);
}

void CloudAnswer::releaseMemory() {
    m_session = m_target.newSession();
    m_drafter.reset();
}

std::int32_t CloudAnswer::draftsAtHand() const {
    return m_speculation ? static_cast<std::int32_t>(m_speculation->pendingDrafts().size()) : 0;
}

std::vector<TokenId> CloudAnswer::committedAndDrafts() const {
    std::vector<TokenId> tokens = m_speculation->committed();
    const std::span<const TokenId> drafts = m_speculation->pendingDrafts();
    tokens.insert(tokens.end(), drafts.begin(), drafts.end());
    return tokens;
}

std::vector<TokenId> CloudAnswer::lookedUp(std::size_t length) const {
    std::vector<TokenId> sequence = m_history;
    const std::span<const TokenId> drafts = m_speculation->pendingDrafts();
    sequence.insert(sequence.end(), drafts.begin(), drafts.end());
    return promptLookup(sequence, {.length = length});
}

Verdict CloudAnswer::stepDone(const CloudStep& step, Logits& logits, std::int64_t firstRow, double stepMs,
                              double otherSessions) {
    const std::size_t before = m_history.size();
    std::vector<TokenId> drawn;
    std::vector<TokenProbability> considered;
    for (std::size_t i = 0; i < step.tokens.size(); ++i) {
        if (i > 0) {
            if (drawn.back() != step.tokens[i]) break;  // what stands behind a wrong draft is not the answer
            m_history.push_back(step.tokens[i]);
        }
        const auto row = static_cast<std::int64_t>(i);
        const std::vector<TokenProbability> here = likeliest(logits.row(firstRow + row));
        considered.insert(considered.end(), here.begin(), here.end());
        drawn.push_back(draw(logits.row(firstRow + row), m_promptTokens + step.firstPosition + row));
    }
    m_history.resize(before);
    drawn.resize(step.tokens.size(), TokenId{-1});
    Verdict verdict = m_speculation->stepDone(drawn, stepMs, otherSessions);
    state(considered, verdict);
    m_history.insert(m_history.end(), verdict.tokens.begin(), verdict.tokens.end());
    return verdict;
}

}  // namespace msao::engine
