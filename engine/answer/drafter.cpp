// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/drafter.h"

#include "engine/answer/prefill_pieces.h"
#include "msao/engine/prompt_description.h"

#include <algorithm>
#include <utility>

namespace msao::engine {

Drafter::Drafter(Engine& engine, Prompt prompt, const SamplingOptions& sampling, std::optional<EarlyFeatures> seen)
    : m_engine(&engine),
      m_sampling(sampling),
      m_session(engine.newSession()),
      m_seen(std::move(seen)),
      m_promptTokens(static_cast<std::int64_t>(prompt.tokens.size())),
      m_history(prompt.tokens) {
    m_pieces = promptPieces(std::move(prompt), engine.config(), kPrefillPieceTokens);
}

Status Drafter::goOn(std::span<const TokenId> answer, Prompt prompt, const SamplingOptions& sampling,
                     std::optional<EarlyFeatures> seen) {
    if (answer.empty() || prompt.tokens.empty() || prompt.tokens.front() != answer.back())
        return Error{ErrorCode::InvalidArgument, "a prompt that goes on begins with the last token of the answer"};
    MSAO_CHECK(forgetWhatDiffers(answer));
    const std::size_t known = m_history.size() - static_cast<std::size_t>(m_promptTokens);
    m_unreadAnswer.assign(answer.begin() + static_cast<std::ptrdiff_t>(known), answer.end() - 1);
    m_history.insert(m_history.end(), m_unreadAnswer.begin(), m_unreadAnswer.end());
    m_history.insert(m_history.end(), prompt.tokens.begin(), prompt.tokens.end());
    m_promptTokens = static_cast<std::int64_t>(m_history.size());
    m_sampling = sampling;
    m_seen = std::move(seen);
    m_pieces = promptPieces(std::move(prompt), m_engine->config(), kPrefillPieceTokens);
    m_nextPiece = 0;
    return Done{};
}

Status Drafter::readAnswer() {
    const std::size_t count = std::min<std::size_t>(m_unreadAnswer.size(), kMaxDecodeTokens);
    const DecodeRequest request{&m_session, std::span(m_unreadAnswer).first(count)};
    Logits logits;
    MSAO_CHECK(m_engine->decode({&request, 1}, logits));
    m_unreadAnswer.erase(m_unreadAnswer.begin(), m_unreadAnswer.begin() + static_cast<std::ptrdiff_t>(count));
    return Done{};
}

Status Drafter::readPrompt(std::stop_token stop) {
    if (hasReadPrompt()) return Done{};
    if (!m_unreadAnswer.empty()) return readAnswer();
    const Prompt& piece = m_pieces[m_nextPiece];
    MSAO_TRY(Logits logits, m_seen ? m_engine->prefill(m_session, piece, *m_seen, LogitRows::Last, std::move(stop))
                                   : m_engine->prefill(m_session, piece, LogitRows::Last, std::move(stop)));
    m_pieces[m_nextPiece++] = {};  // its pixels are not needed again
    m_seen.reset();
    m_afterPrompt = std::move(logits.values);
    return Done{};
}

/// Leaves at least the last token of `answer` to be read: its logits are wanted.
Status Drafter::forgetWhatDiffers(std::span<const TokenId> answer) {
    const std::span<const TokenId> known = std::span(m_history).subspan(static_cast<std::size_t>(m_promptTokens));
    const auto differs = std::mismatch(known.begin(), known.end(), answer.begin(), answer.end()).first;
    const auto same = static_cast<std::size_t>(differs - known.begin());
    const std::size_t kept = std::min(same, answer.empty() ? 0 : answer.size() - 1);
    MSAO_CHECK(m_engine->rollBack(m_session, static_cast<std::int64_t>(known.size() - kept)));
    m_history.resize(static_cast<std::size_t>(m_promptTokens) + kept);
    return Done{};
}

Draft Drafter::drawBehind(std::span<const TokenId> answer, std::span<const float> logits) {
    // A penalty overwrites logits, and those after the prompt are needed again.
    m_scratch.assign(logits.begin(), logits.end());
    TokenOutlook outlook = tokenOutlook(m_scratch, m_engine->tokenEnd(), kLikeliestTokens);
    const std::int64_t position = m_promptTokens + static_cast<std::int64_t>(answer.size());
    const TokenId token = sampleToken(m_scratch, m_engine->tokenEnd(), m_sampling, m_history, position);
    return {token, outlook.normalisedEntropy, std::move(outlook.likeliest)};
}

Result<Draft> Drafter::draft(std::span<const TokenId> answer) {
    Drafter* const self = this;
    const std::vector<TokenId> wanted(answer.begin(), answer.end());
    MSAO_TRY(const std::vector<Draft> drafts, draftTogether({&self, 1}, {&wanted, 1}));
    return drafts.front();
}

/// Rounds of one decode step each: a drafter takes part until it has read its answer.
Result<std::vector<Draft>> draftTogether(std::span<Drafter* const> drafters,
                                         std::span<const std::vector<TokenId>> answers) {
    std::vector<Draft> drafts(drafters.size());
    for (std::size_t i = 0; i < drafters.size(); ++i) {
        if (!drafters[i]->hasReadPrompt())
            return Error{ErrorCode::InvalidArgument, "a draft was asked for before the prompt was read"};
        MSAO_CHECK(drafters[i]->forgetWhatDiffers(answers[i]));
        if (answers[i].empty()) drafts[i] = drafters[i]->drawBehind(answers[i], drafters[i]->m_afterPrompt);
    }
    Logits logits;
    while (true) {
        std::vector<DecodeRequest> requests;
        std::vector<std::size_t> readers;
        for (std::size_t i = 0; i < drafters.size(); ++i) {
            const std::size_t known =
                drafters[i]->m_history.size() - static_cast<std::size_t>(drafters[i]->m_promptTokens);
            const std::size_t count = std::min<std::size_t>(answers[i].size() - known, kMaxDecodeTokens);
            if (count == 0) continue;
            requests.push_back({&drafters[i]->m_session, std::span(answers[i]).subspan(known, count)});
            readers.push_back(i);
        }
        if (requests.empty()) return drafts;
        MSAO_CHECK(drafters.front()->m_engine->decode(requests, logits));
        std::int64_t row = 0;
        for (std::size_t r = 0; r < requests.size(); ++r) {
            Drafter& drafter = *drafters[readers[r]];
            const std::vector<TokenId>& answer = answers[readers[r]];
            drafter.m_history.insert(drafter.m_history.end(), requests[r].tokens.begin(), requests[r].tokens.end());
            row += static_cast<std::int64_t>(requests[r].tokens.size());
            const bool hasReadAll =
                drafter.m_history.size() - static_cast<std::size_t>(drafter.m_promptTokens) == answer.size();
            if (hasReadAll) drafts[readers[r]] = drafter.drawBehind(answer, logits.row(row - 1));
        }
    }
}

}  // namespace msao::engine
