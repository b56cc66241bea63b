// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/request_state.h"

#include <QList>

#include <optional>

namespace msao::ui {

/// What draft and target held of one token at one position. Absent: it was not among the likeliest there, or nobody
/// told.
struct TokenCandidate {
    engine::TokenId token{};
    std::optional<double> draft;
    std::optional<double> target;
    bool operator==(const TokenCandidate&) const = default;
};

/// The likeliest first, whoever of the two held it so; no more than a person takes in, and none that next to nobody
/// would draw but for the second.
struct TokenCandidates {
    QList<TokenCandidate> tokens;
    bool hasDraft = false;
    bool hasTarget = false;
    bool operator==(const TokenCandidates&) const = default;

    static TokenCandidates of(const RequestState& request, const DraftRecord& draft);
    /// Of a token that nobody drafted.
    static TokenCandidates of(const RequestState& request, const AnswerToken& token, std::int64_t position);
};

}  // namespace msao::ui
