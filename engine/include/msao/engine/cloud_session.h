// SPDX-License-Identifier: Apache-2.0
// The cloud's half of an answer: which tokens the next pass of the target reads, and what its draws commit.
#pragma once

#include "msao/engine/mode.h"
#include "msao/engine/speculation.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace msao::engine {

struct CloudSessionOptions {
    Mode mode = Mode::NeverIdle;
    std::int32_t maxPendingDrafts = 256;  // more are dropped; the edge sends them again
    std::int32_t selfDraftLength = 3;     // drafts of the cloud's own a pass; modes hybrid and co-located
    std::optional<std::int32_t>
        maxOwnSteps;                      // the cloud budget: passes in a row that verified no draft; absent: no limit
    std::int64_t maxNewTokens = 256;      // of the answer, `committed` included
    std::vector<TokenId> endTokens = {};  // end of text
    TokenId promptEnd{};                  // the prompt's last token, which the first pass reads
    std::vector<TokenId> committed = {};  // what is answered already: prefill drew it, or another session did
};

/// One row block of a pass: the target reads `tokens` and draws one token after each.
struct CloudStep {
    std::int64_t firstPosition = 0;  // in the answer, of the first draw
    std::vector<TokenId> tokens;     // the last committed one, then drafts
    bool operator==(const CloudStep&) const = default;
};

/// One answer in the cloud. At most one step is under way at a time. The answer is what the target draws from its own
/// prefix; drafts only decide how many draws one pass yields.
class CloudSession {
public:
    explicit CloudSession(CloudSessionOptions options);

    /// Takes what is of use and drops what comes late. A batch that resumes is answered with what stands from its
    /// position on, if anything does.
    std::optional<Verdict> draftsArrived(const DraftBatch& batch);

    /// How many drafts the cloud should propose itself before the next step, continuing committed() and
    /// pendingDrafts().
    std::int32_t selfDraftsWanted() const;
    std::span<const TokenId> pendingDrafts() const { return m_pending; }
    /// They serve the next step only, behind `continuedDrafts` of pendingDrafts() as it was when they were proposed.
    void selfDrafted(std::size_t continuedDrafts, std::span<const TokenId> tokens);

    /// What the next pass should read, with at most `maxDrafts` drafts; nothing while there is nothing to do.
    std::optional<CloudStep> nextStep(std::int32_t maxDrafts);
    bool wantsStep() const;

    /// `drawn`: one token for each of the step's, in order.
    Verdict stepDone(std::span<const TokenId> drawn, double stepMs = 0, double otherSessions = 0);
    /// The pass failed; its tokens will be asked for again.
    void stepAbandoned() { m_isStepping = false; }

    void modeChosen(Mode mode, std::int32_t selfDraftLength);
    /// Nothing is computed for an edge that is gone; what it missed is stated when it resumes.
    void connectionChanged(bool isConnected) { m_isConnected = isConnected; }

    const std::vector<TokenId>& committed() const { return m_committed; }
    bool hasEnded() const { return m_hasEnded; }

private:
    std::int64_t position() const { return static_cast<std::int64_t>(m_committed.size()); }
    bool decodesAlone() const;
    bool draftsForItself() const;
    bool agreesWithCommitted(const DraftBatch& batch) const;
    void appendDrafts(const DraftBatch& batch);
    Verdict statementFrom(const DraftBatch& batch) const;
    std::size_t acceptedDraws(std::span<const TokenId> drawn) const;
    void commit(TokenId token, Verdict& verdict);
    bool isEndToken(TokenId token) const;

    CloudSessionOptions m_options;
    std::vector<TokenId> m_committed;
    std::vector<TokenId> m_pending;     // drafts of the edge, from position() on
    std::vector<TokenId> m_selfDrafts;  // a whole proposal, from position() on
    std::vector<TokenId> m_stepDrafts;  // read by the step under way
    Epoch m_epoch = 0;
    bool m_hasLostBranch = false;  // a draft of m_epoch disagreed: the rest of that epoch is void
    bool m_isAskedToGoOn = false;  // an offload without drafts
    bool m_isStepping = false;
    bool m_isConnected = true;
    bool m_hasEnded = false;
    std::int32_t m_ownSteps = 0;
};

}  // namespace msao::engine
