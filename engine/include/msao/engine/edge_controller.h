// SPDX-License-Identifier: Apache-2.0
// The edge's half of an answer, step by step (Algorithm 1, lines 4-13): events in, commands out. The desktop, the
// benchmark and the simulator drive the same object.
#pragma once

#include "msao/engine/acceptance_by_entropy.h"
#include "msao/engine/entropy_gate.h"
#include "msao/engine/mode.h"
#include "msao/engine/pass_forecast.h"
#include "msao/engine/plan.h"
#include "msao/engine/speculation.h"
#include "msao/engine/trace_event.h"

#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

namespace msao::engine {

// ---- events

struct AnswerStarted {};

/// The draft model's answer to DraftNext. A stale one, of an older epoch or position, is ignored.
struct DraftedToken {
    Epoch epoch = 0;
    std::int64_t position = 0;
    TokenId token{};
    float normalisedEntropy = 0;
    double draftMs = 0;  // the step that drew it
};

struct LinkLost {};
struct LinkRestored {};
struct Ticked {};  // time passed; wanted a few times per `resendAfterMs`
struct AnswerCancelled {};

/// Other sessions in the cloud's passes, where no verdict has said so yet.
struct CloudLoad {
    double otherSessions = 0;
};

/// The policy chose another way for the rest of the answer. edge-only is chosen at the start or not at all.
struct ModeChosen {
    Mode mode = Mode::NeverIdle;
};

using EdgeEvent = std::variant<AnswerStarted, DraftedToken, Verdict, LinkEstimate, CloudLoad, LinkLost, LinkRestored,
                               Ticked, AnswerCancelled, ModeChosen>;

// ---- commands, to be carried out in order

/// Draw the token at `position`. At most one is outstanding; a RollBack voids it.
struct DraftNext {
    Epoch epoch = 0;
    std::int64_t position = 0;
};

/// Send to the cloud. Reason NotConfident is the offload of Algorithm 1, line 10.
struct SendBatch {
    DraftBatch batch;
    SendReason reason = SendReason::BatchFull;
};

/// The draft model forgets what it has from `position` on, and reads `corrections` there instead. Unverified tokens
/// shown behind `position` are withdrawn; one shown at `position` is replaced by the ReviseToken that follows.
struct RollBack {
    Epoch epoch = 0;  // the one that begins
    std::int64_t position = 0;
    std::vector<TokenId> discarded;
    std::vector<TokenId> corrections;
};

/// The answer grows by one token, at its end.
struct EmitToken {
    std::int64_t position = 0;
    TokenId token{};
    Provenance provenance = Provenance::Accepted;
};

/// A token that was emitted as Unverified has been verified: the same (Accepted) or another (Corrected).
struct ReviseToken {
    std::int64_t position = 0;
    TokenId token{};
    Provenance provenance = Provenance::Accepted;
};

/// The last command of all.
struct EndAnswer {
    RequestOutcome outcome = RequestOutcome::EndOfText;
};

/// ThetaMoved is a fact to publish; nothing need be done.
using EdgeCommand = std::variant<DraftNext, SendBatch, RollBack, EmitToken, ReviseToken, ThetaMoved, EndAnswer>;

// ---- the controller

enum class DraftPolicy {
    Paper,     // Algorithm 1 to the letter: entropy gate with theta, batches of N*
    Fixed,     // batches of `draftLength`, whatever the entropy
    Adaptive,  // by expected gain: acceptance by entropy, live t_draft, t_verify, RTT
};

struct EdgeControllerOptions {
    Mode mode = Mode::NeverIdle;
    DraftPolicy policy = DraftPolicy::Adaptive;
    EntropyGateOptions gate = {};         // policy Paper
    std::int32_t draftLength = 5;         // N*_draft; policies Paper and Fixed
    std::int32_t maxUnverified = 64;      // drafts ahead of the last verdict; bounds every queue
    std::int32_t maxOffline = 1024;       // the same while the cloud is gone
    std::int64_t maxNewTokens = 256;      // of the answer
    std::vector<TokenId> endTokens = {};  // end of text
    double resendAfterMs = 1000;          // without progress, ask the cloud again; then after twice that, and so on
    LinkEstimate link = {};               // until an estimate arrives
    double draftMs = 0;                   // t_draft, until the first token is drafted
    double verifyMs = 0;                  // t_verify, until the first verdict
    AcceptanceByEntropy acceptance = {};  // calibrated, or the prior
};

/// Every draft token is accepted or rejected in the end; every token of the answer counts once.
struct EdgeCounts {
    std::int64_t proposed = 0;
    std::int64_t accepted = 0;
    std::int64_t rejected = 0;  // the wrong ones, and those drafted behind them or behind the end
    std::int64_t corrected = 0;
    std::int64_t cloud = 0;
    std::int64_t unverified = 0;  // never verified: edge-only, or cancelled before the cloud came back
    bool operator==(const EdgeCounts&) const = default;
};

/// One answer at the edge. The answer is the target's own, token for token, whatever the drafter, the network and the
/// policy do: a token is emitted as verified only from a verdict. A value: no clock, no thread, no socket.
class EdgeController {
public:
    explicit EdgeController(EdgeControllerOptions options);

    /// `nowMs` never goes back; its origin does not matter. The commands are the caller's to take apart until the next
    /// call.
    std::vector<EdgeCommand>& handle(double nowMs, const EdgeEvent& event);

    bool hasEnded() const { return m_hasEnded; }
    Mode mode() const { return m_options.mode; }
    double theta() const { return m_gate.theta(); }
    std::int64_t verifiedCount() const { return m_verified; }
    std::size_t unverifiedCount() const { return m_drafts.size(); }
    const EdgeCounts& counts() const { return m_counts; }
    const AcceptanceByEntropy& acceptance() const { return m_options.acceptance; }

private:
    struct Draft {
        TokenId token{};
        float normalisedEntropy = 0;
        double survival = 1;  // probability that it and all unverified ones before it are accepted
    };

    void on(const AnswerStarted&);
    void on(const DraftedToken& drafted);
    void on(const Verdict& verdict);
    void on(const LinkEstimate& estimate);
    void on(const CloudLoad& load);
    void on(const LinkLost&);
    void on(const LinkRestored&);
    void on(const Ticked&);
    void on(const AnswerCancelled&);
    void on(const ModeChosen& chosen);

    // Drafting
    bool drafts() const;
    bool waitsForVerdicts() const;
    bool keepsForCompany();
    bool mayDraft() const;
    bool isAtLimit() const;
    bool expectsGain() const;
    bool expectsGainOfRound() const;
    void draftNext();
    void considerSending(const DraftedToken& drafted);
    void considerByPaper(const DraftedToken& drafted);
    void send(SendReason reason);
    void sendUpTo(std::size_t last, SendReason reason);
    void sendBacklog();
    void resume();
    void keepUnverified();
    void showUnverified();

    // Verdicts
    void applyVerified(const Verdict& verdict, std::size_t first);
    std::size_t acceptMatching(const Verdict& verdict, std::size_t first);
    void rollBackTo(const Verdict& verdict, std::size_t next);
    void discardDrafts(std::vector<TokenId> corrections);
    void emitVerified(TokenId token, Provenance provenance, bool wasShown);
    void dropFront(std::size_t count);
    void updateSurvival();
    void publishTheta(double from, ThetaReason reason);
    void end(RequestOutcome outcome);

    std::int64_t nextPosition() const { return m_verified + static_cast<std::int64_t>(m_drafts.size()); }
    bool isEndToken(TokenId token) const;

    EdgeControllerOptions m_options;
    EntropyGate m_gate;
    PassForecast m_passes;  // of a cloud that waits for drafts
    std::vector<EdgeCommand> m_commands;
    std::vector<Draft> m_drafts;  // unverified, from position m_verified on
    std::size_t m_sent = 0;       // of m_drafts, from the front
    std::size_t m_shown = 0;      // of m_drafts, from the front: emitted as Unverified
    std::int64_t m_verified = 0;  // tokens of the answer that a verdict has stated
    Epoch m_epoch = 0;
    double m_nowMs = 0;
    double m_lastProgressMs = 0;
    double m_patienceMs;
    double m_cloudLoad = 0;
    bool m_isDrafting = false;  // a DraftNext is outstanding
    bool m_isConnected = true;
    bool m_missedVerdict = false;
    bool m_hasEnded = false;
    EdgeCounts m_counts;
};

}  // namespace msao::engine
