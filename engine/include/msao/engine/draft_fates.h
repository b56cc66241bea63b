// SPDX-License-Identifier: Apache-2.0
// What became of every draft of an answer, read off its trace: what the window shows and what `msao trace stats`
// counts.
#pragma once

#include "msao/engine/trace_event.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace msao::engine {

/// Waiting: not sent, or no verdict yet. Each draft ends in one of the others.
enum class DraftFate { Waiting, Accepted, Corrected, Rejected, Unverified };

/// Tokens of a request. EdgeCounts call every discarded draft rejected; here the one that a correction replaced is
/// counted as corrected, so that each draft has one fate:
///     accepted + corrected + rejected + unverified + waiting = proposed
/// where, once a request that had its cloud has ended, unverified = waiting = 0. And every token of the answer has one
/// origin: accepted + corrected + cloud + unverified, plus those shown while the cloud is gone and waiting for it.
struct DraftCounts {
    std::int64_t proposed = 0;
    std::int64_t accepted = 0;
    std::int64_t corrected = 0;
    std::int64_t rejected = 0;    // drafted behind a corrected one, or behind the end
    std::int64_t late = 0;        // of the rejected: no verdict is about them
    std::int64_t unverified = 0;  // stayed in the answer as the edge's alone
    std::int64_t waiting = 0;     // for their verdict
    std::int64_t cloud = 0;       // the cloud's own tokens; no draft
    std::int64_t emitted = 0;     // tokens of the answer so far

    bool addsUp() const { return accepted + corrected + rejected + unverified + waiting == proposed; }
    /// Drafts that the cloud compared with its own token; those behind a correction fell unread.
    std::int64_t judged() const { return accepted + corrected; }
    DraftCounts& operator+=(const DraftCounts& other);
    bool operator==(const DraftCounts&) const = default;
};

/// Settles the drafts of one answer, told its facts in order. A value. Drafts are named by the order of drawing, from
/// 0.
class DraftFates {
public:
    struct Settled {
        int draft = 0;
        DraftFate fate = DraftFate::Waiting;
    };
    struct Step {
        bool isOfAnswer = true;    // else it came too late, or out of order, and counts nowhere
        std::optional<int> draft;  // behind the token that joined the answer or was revised
        std::vector<Settled> settled;
        std::int64_t withdrawn = 0;  // tokens at the answer's end
    };

    Step apply(const TraceFact& fact);
    const DraftCounts& counts() const { return m_counts; }
    /// From here on drafts wait; as many as there are, if none does.
    int firstWaiting() const;

    bool operator==(const DraftFates&) const = default;

private:
    struct Waiting {
        int draft = 0;
        std::int64_t position = 0;
        TokenId token{};
        bool operator==(const Waiting&) const = default;
    };

    /// Drafts of the present branch that the cloud had when it judged them: the accepted ones, and what it threw away
    /// behind them. What is rolled back beyond was not sent yet, or on its way.
    struct Judged {
        std::int64_t first = 0;
        std::int64_t count = 0;
        bool has(std::int64_t position) const { return position >= first && position - first < count; }
        bool operator==(const Judged&) const = default;
    };

    template <typename Other>
    void on(const Other&, Step&) {}
    void on(const RequestStarted& fact, Step& step);
    void on(const PlanMade& fact, Step& step);
    void on(const TokenDrafted& fact, Step& step);
    void on(const VerdictArrived& fact, Step& step);
    void on(const RolledBack& fact, Step& step);
    void on(const TokenEmitted& fact, Step& step);
    void on(const TokenRevised& fact, Step& step);
    void on(const RequestEnded& fact, Step& step);

    std::optional<int> take(std::int64_t position, TokenId token, Provenance provenance, Step& step);
    void settle(std::size_t waiting, DraftFate fate, Step& step);
    void withdraw(std::int64_t length, Step& step);
    void countOrigin(Provenance provenance, std::int64_t by);

    DraftCounts m_counts;
    Mode m_mode = Mode::Msao;
    Epoch m_epoch = 0;
    std::vector<Waiting> m_waiting;     // in order of position
    std::optional<Waiting> m_replaced;  // the one that the next correction stands for
    bool m_isReplacedLate = false;
    Judged m_judged;  // by the newest verdict
    std::vector<Provenance> m_answer;
};

}  // namespace msao::engine
