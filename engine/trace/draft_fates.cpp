// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/draft_fates.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

namespace msao::engine {

DraftCounts& DraftCounts::operator+=(const DraftCounts& other) {
    proposed += other.proposed;
    accepted += other.accepted;
    corrected += other.corrected;
    rejected += other.rejected;
    late += other.late;
    unverified += other.unverified;
    waiting += other.waiting;
    cloud += other.cloud;
    emitted += other.emitted;
    return *this;
}

DraftFates::Step DraftFates::apply(const TraceFact& fact) {
    Step step;
    std::visit([this, &step](const auto& happened) { on(happened, step); }, fact);
    return step;
}

int DraftFates::firstWaiting() const {
    return m_waiting.empty() ? static_cast<int>(m_counts.proposed) : m_waiting.front().draft;
}

void DraftFates::on(const RequestStarted& fact, Step&) {
    m_mode = fact.mode;
}

void DraftFates::on(const PlanMade& fact, Step&) {
    m_mode = fact.plan.mode;
}

/// One for a branch that a verdict had ended meanwhile is ignored by the controller, and so here.
void DraftFates::on(const TokenDrafted& fact, Step& step) {
    const auto isNext = [&] { return m_waiting.empty() || m_waiting.back().position == fact.position - 1; };
    step.isOfAnswer = fact.epoch == m_epoch && fact.position >= 0 && isNext();
    if (!step.isOfAnswer) return;
    m_waiting.push_back({static_cast<int>(m_counts.proposed), fact.position, fact.token});
    ++m_counts.proposed;
    ++m_counts.waiting;
}

/// A verdict of an older branch says nothing of this one's drafts. What a damaged recording counts may be anything.
void DraftFates::on(const VerdictArrived& fact, Step&) {
    const Verdict& verdict = fact.verdict;
    m_judged = {};
    if (verdict.epoch != m_epoch || verdict.firstPosition < 0) return;
    if (verdict.acceptedCount < 0 || verdict.rejectedCount < 0) return;
    m_judged = {verdict.firstPosition, std::int64_t{verdict.acceptedCount} + verdict.rejectedCount};
}

void DraftFates::on(const RolledBack& fact, Step& step) {
    m_epoch = fact.epoch;
    const Judged judged = std::exchange(m_judged, {});
    const auto first = std::ranges::lower_bound(m_waiting, fact.position, {}, &Waiting::position);
    m_replaced = first == m_waiting.end() ? std::nullopt : std::optional(*first);
    if (!m_replaced) return;
    m_isReplacedLate = !judged.has(m_replaced->position);
    m_counts.late +=
        std::count_if(first, m_waiting.end(), [&judged](const Waiting& draft) { return !judged.has(draft.position); });
    // Tokens that were shown unverified are withdrawn; what replaces the first comes as a revision.
    withdraw(std::min(fact.position, std::numeric_limits<std::int64_t>::max() - 1) + 1, step);
    const auto kept = static_cast<std::size_t>(std::distance(m_waiting.begin(), first));
    while (m_waiting.size() > kept) settle(kept, DraftFate::Rejected, step);
}

void DraftFates::on(const TokenEmitted& fact, Step& step) {
    step.isOfAnswer = std::cmp_equal(fact.position, m_answer.size());
    if (!step.isOfAnswer) return;
    step.draft = take(fact.position, fact.token, fact.provenance, step);
    // Without a cloud nothing will judge it: it is settled as what it is.
    if (step.draft && fact.provenance == Provenance::Unverified && m_mode == Mode::EdgeOnly) {
        const auto drawn = std::ranges::find(m_waiting, *step.draft, &Waiting::draft);
        settle(static_cast<std::size_t>(std::distance(m_waiting.begin(), drawn)), DraftFate::Unverified, step);
    }
    countOrigin(fact.provenance, 1);
    ++m_counts.emitted;
    m_answer.push_back(fact.provenance);
}

void DraftFates::on(const TokenRevised& fact, Step& step) {
    step.isOfAnswer = fact.position >= 0 && std::cmp_less(fact.position, m_answer.size());
    if (!step.isOfAnswer) return;
    Provenance& provenance = m_answer[static_cast<std::size_t>(fact.position)];
    countOrigin(std::exchange(provenance, fact.provenance), -1);
    step.draft = take(fact.position, fact.token, fact.provenance, step);
    countOrigin(fact.provenance, 1);
}

/// As EdgeController::end counts them: shown ones stay as they were shown, the others are thrown away. What was shown
/// behind an end that the cloud then found is withdrawn without a word.
void DraftFates::on(const RequestEnded& fact, Step& step) {
    while (!m_waiting.empty()) {
        const bool wasShown = std::cmp_less(m_waiting.front().position, m_answer.size());
        if (!wasShown) ++m_counts.late;
        settle(0, wasShown ? DraftFate::Unverified : DraftFate::Rejected, step);
    }
    withdraw(fact.tokenCount, step);
}

/// The draft behind a token of the answer, with its fate settled; nothing for the cloud's own.
std::optional<int> DraftFates::take(std::int64_t position, TokenId token, Provenance provenance, Step& step) {
    switch (provenance) {
        case Provenance::Accepted: {
            const bool isFirst = !m_waiting.empty() && m_waiting.front().position == position;
            if (!isFirst || m_waiting.front().token != token) return std::nullopt;
            const int draft = m_waiting.front().draft;
            settle(0, DraftFate::Accepted, step);
            return draft;
        }
        case Provenance::Corrected: {
            const std::optional<Waiting> replaced = std::exchange(m_replaced, std::nullopt);
            if (!replaced || replaced->position != position) return std::nullopt;
            --m_counts.rejected;
            if (m_isReplacedLate) --m_counts.late;
            step.settled.push_back({replaced->draft, DraftFate::Corrected});
            return replaced->draft;
        }
        case Provenance::Cloud:
            return std::nullopt;
        case Provenance::Unverified:
            break;
    }
    // Shown before its verdict: the last draft drawn, or in edge-only mode the only one.
    for (auto drawn = m_waiting.rbegin(); drawn != m_waiting.rend(); ++drawn) {
        if (drawn->position == position) return drawn->draft;
    }
    return std::nullopt;
}

void DraftFates::settle(std::size_t waiting, DraftFate fate, Step& step) {
    step.settled.push_back({m_waiting[waiting].draft, fate});
    m_waiting.erase(m_waiting.begin() + static_cast<std::ptrdiff_t>(waiting));
    --m_counts.waiting;
    if (fate == DraftFate::Accepted) ++m_counts.accepted;
    if (fate == DraftFate::Rejected) ++m_counts.rejected;
    if (fate == DraftFate::Unverified) ++m_counts.unverified;
}

/// A damaged recording may name a length below none.
void DraftFates::withdraw(std::int64_t length, Step& step) {
    for (; !m_answer.empty() && std::cmp_greater(m_answer.size(), length); ++step.withdrawn) {
        countOrigin(m_answer.back(), -1);
        --m_counts.emitted;
        m_answer.pop_back();
    }
}

void DraftFates::countOrigin(Provenance provenance, std::int64_t by) {
    if (provenance == Provenance::Cloud) m_counts.cloud += by;
    if (provenance == Provenance::Corrected) m_counts.corrected += by;
}

}  // namespace msao::engine
