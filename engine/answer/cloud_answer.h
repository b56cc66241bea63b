// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/answer_messages.h"
#include "msao/engine/cloud_session.h"
#include "msao/engine/drafter.h"
#include "msao/engine/engine.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

namespace msao::engine {

/// One answer's session in the target: first it reads its prompt, then its CloudSession says what the passes read.
class CloudAnswer {
public:
    CloudAnswer(Engine& target, const AnswerOpening& opening, Prompt prompt, std::stop_token stop);

    void giveDrafter(Engine& draft, Prompt prompt);
    void dropDrafter() { m_drafter.reset(); }

    // Reading the prompt, and what was answered before the session was opened

    /// Tokens of the next piece; 0 once the answer has begun.
    std::int64_t nextPieceTokens() const;
    /// Reads it. With the last one the answer begins, and states its first token unless that is known.
    Result<std::optional<Verdict>> readPiece();
    bool wasStopped() const { return m_stop.stop_requested(); }

    // Messages

    std::optional<Verdict> receive(const DraftBatch& batch);
    void receive(const ModeChange& change);
    void connectionChanged(bool isConnected);

    // Passes

    /// Waits for its prompt to be read, or for a step.
    bool wantsPass() const { return m_isConnected && (!m_speculation || m_speculation->wantsStep()); }
    std::int32_t draftsAtHand() const;
    std::int32_t selfDraftsWanted() const { return m_speculation ? m_speculation->selfDraftsWanted() : 0; }
    Drafter* drafter() { return m_drafter ? &*m_drafter : nullptr; }
    /// The answer as far as drafts go.
    std::vector<TokenId> committedAndDrafts() const;
    /// Drafts from the text itself, where no draft model is at hand.
    std::vector<TokenId> lookedUp(std::size_t length) const;
    void selfDrafted(std::span<const TokenId> tokens) {
        m_speculation->selfDrafted(m_speculation->pendingDrafts().size(), tokens);
    }
    std::optional<CloudStep> nextStep(std::int32_t maxDrafts) { return m_speculation->nextStep(maxDrafts); }
    void stepAbandoned() { m_speculation->stepAbandoned(); }
    /// `logits`: a row for each of the step's tokens, from `firstRow` on; penalties overwrite them.
    Verdict stepDone(const CloudStep& step, Logits& logits, std::int64_t firstRow, double stepMs, double otherSessions);

    Session& session() { return m_session; }
    void releaseMemory();
    bool hasEnded() const { return m_speculation && m_speculation->hasEnded(); }
    double waitingSinceMs = 0;

private:
    std::optional<Verdict> begin(Logits& afterPrompt);
    Status replay();
    TokenId draw(std::span<float> logits, std::int64_t position);

    Engine& m_target;
    SamplingOptions m_sampling;
    CloudSessionOptions m_options;
    std::stop_token m_stop;
    Session m_session;
    std::int64_t m_promptTokens = 0;
    std::vector<TokenId> m_history;  // prompt, then what is committed
    std::vector<Prompt> m_pieces;
    std::size_t m_nextPiece = 0;
    std::size_t m_replayed = 0;       // of m_options.committed
    std::vector<DraftBatch> m_early;  // came before the prompt was read
    std::optional<CloudSession> m_speculation;
    std::optional<Drafter> m_drafter;
    bool m_isConnected = true;
};

}  // namespace msao::engine
