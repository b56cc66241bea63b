// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/eval/meter.h"

#include <algorithm>
#include <chrono>

namespace msao::app {

using namespace engine;

void EvalMeter::record(const TraceEvent& event) {
    const double atMs = std::chrono::duration<double, std::milli>(event.time).count();
    if (std::holds_alternative<TokenEmitted>(event.fact) || std::holds_alternative<TokenRevised>(event.fact)) {
        if (!firstTokenMs) firstTokenMs = atMs;
        firstTokens += atMs == *firstTokenMs;
        lastTokenMs = atMs;
    } else if (const auto* draft = std::get_if<TokenDrafted>(&event.fact)) {
        count(*draft);
    } else if (const auto* rolledBack = std::get_if<RolledBack>(&event.fact)) {
        m_read = std::min(m_read, rolledBack->position);
    } else if (const auto* sent = std::get_if<BatchSent>(&event.fact)) {
        draftBytesUp += sent->bytes;
    } else if (const auto* arrived = std::get_if<VerdictArrived>(&event.fact)) {
        count(*arrived);
    }
}

/// The first draft comes of the prompt alone; each later one reads at least the token before it.
void EvalMeter::count(const TokenDrafted& draft) {
    ++drafted;
    if (draft.position > 0) draftRows += std::max<std::int64_t>(1, draft.position - m_read);
    m_read = draft.position;
}

void EvalMeter::count(const VerdictArrived& arrived) {
    const Verdict& verdict = arrived.verdict;
    verdictBytesDown += arrived.bytes;
    if (verdict.cloudStepMs <= 0) return;  // what stood already was stated again
    judgingVerdicts += verdict.acceptedCount + verdict.rejectedCount > 0;
    ++cloudPasses;
    cloudRows += static_cast<std::int64_t>(verdict.tokens.size()) + verdict.rejectedCount;
}

}  // namespace msao::app
