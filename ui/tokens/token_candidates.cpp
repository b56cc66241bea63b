// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tokens/token_candidates.h"

#include <algorithm>
#include <span>

namespace msao::ui {
namespace {

constexpr qsizetype kMostCandidates = 6;
constexpr qsizetype kLeastCandidates = 2;
constexpr double kLeastShare = 0.005;  // less would read "0 %"

using Held = std::span<const engine::TokenProbability>;

Held targetAt(const RequestState& request, std::optional<int> verdict, std::int64_t position) {
    if (!verdict || *verdict >= request.verdicts.size()) return {};
    return request.verdicts[*verdict].topKAt(position);
}

TokenCandidates merged(Held draft, Held target) {
    TokenCandidates candidates{{}, !draft.empty(), !target.empty()};
    QList<TokenCandidate>& tokens = candidates.tokens;
    for (const engine::TokenProbability& held : draft) tokens.push_back({held.token, held.probability, {}});
    for (const engine::TokenProbability& held : target) {
        const auto known = std::find_if(tokens.begin(), tokens.end(),
                                        [&](const TokenCandidate& other) { return other.token == held.token; });
        if (known == tokens.end()) {
            tokens.push_back({held.token, {}, held.probability});
        } else {
            known->target = held.probability;
        }
    }
    const auto most = [](const TokenCandidate& one) { return std::max(one.draft.value_or(0), one.target.value_or(0)); };
    std::stable_sort(tokens.begin(), tokens.end(),
                     [&](const TokenCandidate& a, const TokenCandidate& b) { return most(a) > most(b); });
    while (tokens.size() > kLeastCandidates && (tokens.size() > kMostCandidates || most(tokens.back()) < kLeastShare))
        tokens.pop_back();
    return candidates;
}

}  // namespace

TokenCandidates TokenCandidates::of(const RequestState& request, const DraftRecord& draft) {
    // What fell with a corrected draft in front of it was judged by nobody: at its position the target saw another
    // text.
    const bool isJudged = draft.fate != DraftFate::Rejected && draft.fate != DraftFate::Waiting;
    std::optional<int> verdict;
    if (isJudged && draft.position < request.answer.size()) verdict = request.answer[draft.position].verdict;
    const Held held(draft.topK.constData(), static_cast<std::size_t>(draft.topK.size()));
    return merged(held, targetAt(request, verdict, draft.position));
}

TokenCandidates TokenCandidates::of(const RequestState& request, const AnswerToken& token, std::int64_t position) {
    return merged({}, targetAt(request, token.verdict, position));
}

}  // namespace msao::ui
