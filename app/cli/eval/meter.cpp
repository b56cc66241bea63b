// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/eval/meter.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace msao::app {

using namespace engine;

namespace {

double inMs(TraceTime time) {
    return std::chrono::duration<double, std::milli>(time).count();
}

}  // namespace

std::optional<double> EvalMeter::firstTokenMs() const {
    const std::optional<TraceTime> first = decoding.first();
    return first ? std::optional(inMs(*first)) : std::nullopt;
}

double EvalMeter::lastTokenMs() const {
    return inMs(decoding.last());
}

void EvalMeter::record(const TraceEvent& event) {
    decoding.apply(event.time, event.fact);
    if (const auto* emitted = std::get_if<TokenEmitted>(&event.fact)) {
        count(emitted->provenance);
    } else if (const auto* revised = std::get_if<TokenRevised>(&event.fact)) {
        count(revised->provenance);
    } else if (const auto* draft = std::get_if<TokenDrafted>(&event.fact)) {
        count(*draft);
    } else if (const auto* rolledBack = std::get_if<RolledBack>(&event.fact)) {
        m_read = std::min(m_read, rolledBack->position);
        if (!rolledBack->discarded.empty()) judge();
    } else if (const auto* sent = std::get_if<BatchSent>(&event.fact)) {
        draftBytesUp += sent->bytes;
    } else if (const auto* arrived = std::get_if<VerdictArrived>(&event.fact)) {
        count(*arrived);
    }
}

void EvalMeter::count(Provenance provenance) {
    if (provenance == Provenance::Accepted) judge();
}

/// What a verdict does to drafts is recorded right behind it.
void EvalMeter::judge() {
    judgingVerdicts += std::exchange(m_hasNewVerdict, false);
}

/// The first draft comes of the prompt alone; each later one reads at least the token before it.
void EvalMeter::count(const TokenDrafted& draft) {
    ++drafted;
    m_hasNewVerdict = false;
    if (draft.position > 0) draftRows += std::max<std::int64_t>(1, draft.position - m_read);
    m_read = draft.position;
}

void EvalMeter::count(const VerdictArrived& arrived) {
    const Verdict& verdict = arrived.verdict;
    verdictBytesDown += arrived.bytes;
    m_hasNewVerdict = true;
    if (verdict.cloudStepMs <= 0) return;  // what stood already was stated again
    ++cloudPasses;
    verified += verdict.acceptedCount + verdict.rejectedCount;
    cloudRows += static_cast<std::int64_t>(verdict.tokens.size()) + verdict.rejectedCount;
}

}  // namespace msao::app
