// SPDX-License-Identifier: Apache-2.0
#include "engine/planner/draft_race.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>

namespace msao::engine {
namespace {

constexpr std::size_t kCounted = 32;
constexpr double kCertainlyOver = 1e-7;  // a cycle that lives on with less than this probability is not followed

/// One cycle, followed as long as no flush comes. Times count from the flush, positions from the first token after it.
class Cycle {
public:
    Cycle(const LiveFigures& live, const GatedAcceptance& gate, const RaceRules& rules, double tokens,
          std::optional<double> rowsOfOthers)
        : m_live(live),
          m_rules(rules),
          m_rowsOfOthers(rowsOfOthers),
          m_batch(std::max(rules.draftLength, 1)),
          m_tokens(tokens),
          m_goesOn(gate.confidentShare * gate.whenConfident),
          m_offloadHit((1 - gate.confidentShare) * gate.whenUnsure),
          m_offloadShare(m_goesOn < 1 ? std::min((1 - gate.confidentShare) / (1 - m_goesOn), 1.0) : 0) {}

    DecodeCosts expected() {
        while (m_position < m_tokens && m_alive > kCertainlyOver) step();
        const double cycleMs = m_costs.totalMs();
        const double longRunMs = m_tokens * cycleMs / m_expectedTokens;
        return cycleMs > 0 ? scaled((longRunMs + endEffectMs()) / cycleMs) : m_costs;
    }

    double rowsPerPass() const { return m_passes > 0 ? m_rows / m_passes : 1; }

private:
    /// When the edge's draft for `position` is at the cloud; batches count from where it last began.
    double arrivalMs(double position) const {
        const double batches = std::ceil((position - m_streamPosition) / m_batch);
        return m_streamMs + m_live.link.rttMs + batches * m_batch * m_live.edge.stepMs;
    }

    double arrivedDrafts() const {
        const double drafting = m_timeMs - m_streamMs - m_live.link.rttMs;
        return drafting <= 0 ? m_streamPosition : m_streamPosition + draftedWithin(drafting, m_batch);
    }

    double draftedWithin(double ms, double batch) const {
        if (m_live.edge.stepMs <= 0) return std::ceil(m_tokens / batch) * batch;
        // The small addend keeps a batch that is ready at this very moment from being lost to rounding.
        return std::floor(ms / (m_live.edge.stepMs * batch) + 1e-9) * batch;
    }

    /// A cloud that has overtaken the edge makes it begin anew behind what it hears.
    void overtake() {
        if (m_streamPosition + draftedWithin(m_timeMs - m_streamMs, 1) >= m_position) return;
        m_streamPosition = m_position;
        m_streamMs = m_timeMs;
    }

    void awaitDrafts() {
        const double arrival = arrivalMs(m_position + 1);
        const double waitMs = std::max(arrival - m_timeMs, 0.0) * m_alive;
        noteStart(waitMs);
        if (m_position > 0) {
            m_costs.draftingMs += waitMs;
        } else {
            m_costs.offloadMs += waitMs * m_offloadShare;
            m_costs.rejectionFlushMs += waitMs * (1 - m_offloadShare);
        }
        m_timeMs = std::max(arrival, m_timeMs);
    }

    /// By how much an answer that ends within a cycle differs from the long run; exact up to kCounted tokens, constant
    /// beyond. M(n) = D(n) + sum over k < n of P(the cycle ends after k) M(n - k), D(n) being a cycle cut at n tokens.
    double endEffectMs() const {
        const auto counted = static_cast<std::size_t>(std::min<double>(m_tokens, kCounted));
        std::array<double, kCounted + 1> answerMs{};
        double cutMs = 0, cutTokens = 0, goingOn = 1;
        for (std::size_t n = 1; n <= counted; ++n) {
            cutMs += m_startedMs[n - 1];
            cutTokens += goingOn;
            goingOn -= m_ends[n];
            answerMs[n] = cutMs;
            for (std::size_t k = 1; k < n; ++k) answerMs[n] += m_ends[k] * answerMs[n - k];
        }
        return answerMs[counted] - static_cast<double>(counted) * cutMs / cutTokens;
    }

    void noteEnds(double drafts) {
        double reached = m_alive;
        for (double draft = 1; draft <= drafts + 1; ++draft, reached *= m_goesOn) {
            const auto committed = static_cast<std::size_t>(m_position + draft);
            if (committed > kCounted) return;
            const double hit = draft <= drafts ? reached * m_offloadHit : 0;
            m_ends[committed] += reached * (1 - m_goesOn) - hit;
            if (committed < kCounted) m_ends[committed + 1] += hit;
        }
    }

    void noteStart(double ms) {
        if (m_position < kCounted) m_startedMs[static_cast<std::size_t>(m_position)] += ms;
    }

    void step() {
        double drafts = std::max(arrivedDrafts() - m_position, 0.0);
        if (m_rules.idle == IdleCloud::Waits && drafts < 1) {
            awaitDrafts();
            drafts = std::max(arrivedDrafts() - m_position, 1.0);
        }
        drafts = std::min(drafts, std::max(m_tokens - m_position - 1, 0.0));
        double ownMs = 0;
        if (m_rules.idle == IdleCloud::Drafts) {
            const double wanted = std::min<double>(m_rules.cloudDraftLength, m_tokens - m_position - 1);
            const double own = std::max(wanted - drafts, 0.0);
            ownMs = own * m_live.cloudDraftStepMs.value_or(0);
            drafts += own;
        }
        pass(drafts, ownMs);
    }

    void pass(double drafts, double ownMs) {
        const double passMs = cloudPassMs(m_live, drafts + 1, m_rowsOfOthers.value_or(drafts + 1));
        m_passes += m_alive;
        m_rows += m_alive * (drafts + 1);
        noteStart(m_alive * (ownMs + passMs));
        noteEnds(drafts);
        m_costs.draftingMs += m_alive * ownMs;
        (drafts >= 1 ? m_costs.verificationMs : m_costs.cloudDecodingMs) += m_alive * passMs;
        m_costs.cloudBusyMs += m_alive * (passMs + ownMs);
        // Token j of the pass is committed if the j - 1 before it let the cycle go on; an accepted draft that the edge
        // was not confident of ends the cycle, but the pass has also drawn the token behind it.
        const double goesOnAll = std::pow(m_goesOn, drafts);
        const double tokensUpToLast = m_goesOn < 1 ? (1 - goesOnAll) / (1 - m_goesOn) : drafts;
        m_expectedTokens += m_alive * (tokensUpToLast * (1 + m_offloadHit) + goesOnAll);
        m_alive *= goesOnAll * m_goesOn;
        m_timeMs += ownMs + passMs;
        m_position += drafts + 1;
        overtake();
    }

    DecodeCosts scaled(double factor) const {
        DecodeCosts costs = m_costs;
        for (double* term : {&costs.draftingMs, &costs.verificationMs, &costs.cloudDecodingMs, &costs.rejectionFlushMs,
                             &costs.offloadMs, &costs.cloudBusyMs}) {
            *term *= factor;
        }
        return costs;
    }

    const LiveFigures& m_live;
    RaceRules m_rules;
    std::optional<double> m_rowsOfOthers;  // in a pass, each; absent: as many as this one
    double m_batch;
    double m_tokens;
    double m_goesOn;        // a token is confident and accepted
    double m_offloadHit;    // a token is not confident, and accepted
    double m_offloadShare;  // of the cycles' ends
    double m_timeMs = 0;
    double m_position = 0;
    double m_streamMs = 0;        // when the news reached the edge from which it drafts, less half a round trip
    double m_streamPosition = 0;  // and the position behind which it began
    double m_alive = 1;
    double m_passes = 0;
    double m_rows = 0;
    double m_expectedTokens = 0;
    DecodeCosts m_costs;
    std::array<double, kCounted + 1>
        m_startedMs{};                          // by position: what began there, times the chance that it was reached
    std::array<double, kCounted + 2> m_ends{};  // by tokens: the chance that the cycle ends after so many
};

}  // namespace

DecodeCosts expectedRace(const LiveFigures& live, const GatedAcceptance& gate, const RaceRules& rules, double tokens) {
    if (tokens <= 0) return {};
    if (live.cloudLoad <= 0 || live.cloudFreeRows <= 1) return Cycle(live, gate, rules, tokens, {}).expected();
    // Where rows are free up to a corner, it matters that the sessions of a pass, which do what this one does, are each
    // somewhere else in their cycles: together they have the mean of its rows. That is known once a cycle was followed,
    // and soon does not move any more.
    constexpr int kRounds = 3;
    double rowsOfOthers = 1;
    for (int round = 1;; ++round) {
        Cycle cycle(live, gate, rules, tokens, rowsOfOthers);
        const DecodeCosts costs = cycle.expected();
        if (round == kRounds) return costs;
        rowsOfOthers = cycle.rowsPerPass();
    }
}

}  // namespace msao::engine
