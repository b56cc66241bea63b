// SPDX-License-Identifier: Apache-2.0
// The draft model's part of an answer, at the edge and, where it holds a copy, in the cloud.
#pragma once

#include "msao/engine/engine.h"
#include "msao/engine/sampling.h"
#include "msao/engine/speculation.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace msao::engine {

/// Draw the token at answer.size(), behind the prompt and `answer`. It stands for itself: a newer order makes older
/// ones void, so whoever hands orders over keeps the latest only.
struct DraftOrder {
    Epoch epoch = 0;
    std::vector<TokenId> answer;

    std::int64_t position() const { return static_cast<std::int64_t>(answer.size()); }
};

struct Draft {
    TokenId token{};
    float normalisedEntropy = 0;
    std::vector<TokenProbability> likeliest = {};  // what else was considered: kLikeliestTokens, the likeliest first
};

/// One answer's session in the draft model. Reads what is new in an order, and forgets what the order no longer holds.
/// Used by one thread at a time, the one that uses its Engine; outlived by it.
class Drafter {
public:
    /// `prompt` has at least one token. `promptTokens` of the target's sequence would differ only where two models cut
    /// pictures into different numbers of tokens; noise is keyed by the drafter's own length. `seen`: what the probe
    /// saw of the prompt's visuals, where it looked; reading the prompt goes on from it.
    Drafter(Engine& engine, Prompt prompt, const SamplingOptions& sampling, std::optional<EarlyFeatures> seen = {});

    bool hasReadPrompt() const { return m_unreadAnswer.empty() && m_nextPiece == m_pieces.size(); }
    /// Of the conversation, in the session now.
    std::int64_t readTokens() const { return m_session.length(); }
    /// Another question of the conversation: `answer` stands as it is now, and `prompt`, which begins with its last
    /// token, is read behind it. What was read before is not read again. The prompt before has been read.
    Status goOn(std::span<const TokenId> answer, Prompt prompt, const SamplingOptions& sampling,
                std::optional<EarlyFeatures> seen = {});

    /// The next piece of the prompt; before the first draft, until hasReadPrompt. An Error leaves it where it was.
    Status readPrompt(std::stop_token stop = {});

    /// An Error before hasReadPrompt.
    Result<Draft> draft(std::span<const TokenId> answer);

    std::int64_t promptTokens() const { return m_promptTokens; }

private:
    friend Result<std::vector<Draft>> draftTogether(std::span<Drafter* const> drafters,
                                                    std::span<const std::vector<TokenId>> answers);
    Status readAnswer();
    Status forgetWhatDiffers(std::span<const TokenId> answer);
    Draft drawBehind(std::span<const TokenId> answer, std::span<const float> logits);

    Engine* m_engine;
    SamplingOptions m_sampling;
    Session m_session;
    std::vector<TokenId> m_unreadAnswer;  // of the question before, in front of the pieces
    std::vector<Prompt> m_pieces;
    std::optional<EarlyFeatures> m_seen;  // of the first piece, until it is read
    std::size_t m_nextPiece = 0;
    std::int64_t m_promptTokens = 0;
    std::vector<TokenId> m_history;    // the prompt's tokens, then those of the answer that are in the session
    std::vector<float> m_afterPrompt;  // logits
    std::vector<float> m_scratch;
};

/// A draft for each, behind each one's answer, sharing passes over the weights. All drafters are of one Engine and have
/// read their prompts.
Result<std::vector<Draft>> draftTogether(std::span<Drafter* const> drafters,
                                         std::span<const std::vector<TokenId>> answers);

}  // namespace msao::engine
