// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/answer_messages.h"
#include "msao/engine/cloud_answers.h"
#include "msao/engine/cloud_session.h"
#include "msao/engine/drafter.h"
#include "msao/engine/engine.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <stop_token>
#include <variant>
#include <vector>

namespace msao::engine {

/// One answer's session in the target: first it reads its prompt, then its CloudSession says what the passes read.
class CloudAnswer {
public:
    /// `earlier`: of its conversation, to be read first.
    CloudAnswer(Engine& target, const AnswerOpening& opening, std::vector<AnsweredTurn> earlier, Prompt prompt,
                std::stop_token stop);
    /// Goes on in the session of `former`, which has ended.
    CloudAnswer(Engine& target, const AnswerOpening& opening, CloudAnswer&& former, Prompt prompt,
                std::stop_token stop);

    void giveDrafter(Engine& draft, Prompt prompt);
    void dropDrafter() { m_drafter.reset(); }

    // Reading the prompt, and what was answered before the session was opened

    /// Of what it reads now, as many as the model reads together; 0 once the answer has begun.
    std::int64_t unreadTokens() const;
    /// The next step of it. With the last one the answer begins, and states its first token unless that is known.
    struct ReadStep {
        std::int64_t tokensRead = 0;  // of a prompt, or of an answer that is decoded again, when it has been read
        std::optional<Verdict> first = {};
    };
    Result<ReadStep> readOn();
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
    /// Of the whole sequence, before the answer.
    std::int64_t promptTokens() const { return m_promptTokens; }
    void keepSession() { m_keepsSession = true; }
    bool keepsSession() const { return m_keepsSession; }
    /// It has ended, has its session, and the prompt begins with its last token.
    bool isContinuedBy(const Prompt& prompt) const;
    void releaseMemory();
    bool hasEnded() const { return m_speculation && m_speculation->hasEnded(); }
    double waitingSinceMs = 0;

private:
    /// Tokens that were decoded, all but the last, which whatever follows reads: in decode steps again, so that the
    /// bits are the same.
    struct Replay {
        std::vector<TokenId> tokens;
        std::size_t done = 0;
    };
    using Unread = std::variant<Prompt, Replay>;

    Result<std::optional<Logits>> readOn(Prompt& prompt);
    void willRead(Prompt prompt);
    void willReplay(const std::vector<TokenId>& answer);
    Status replay(Replay& replay);
    std::optional<Verdict> begin(Logits& afterPrompt);
    TokenId draw(std::span<float> logits, std::int64_t position);
    std::vector<TokenProbability> likeliest(std::span<const float> logits) const;
    void state(std::span<const TokenProbability> considered, Verdict& verdict) const;

    Engine& m_target;
    SamplingOptions m_sampling;
    std::int32_t m_likeliest = 0;  // candidates that verdicts state for each token
    CloudSessionOptions m_options;
    std::stop_token m_stop;
    Session m_session;
    std::int64_t m_promptTokens = 0;
    std::vector<TokenId> m_history;          // the conversation, the prompt, then what is committed
    std::deque<Unread> m_unread;             // before the answer begins
    std::optional<PromptReading> m_reading;  // of the first of them
    std::vector<DraftBatch> m_early;         // came before the prompt was read
    std::optional<CloudSession> m_speculation;
    std::optional<Drafter> m_drafter;
    bool m_isConnected = true;
    bool m_keepsSession = false;
};

}  // namespace msao::engine
