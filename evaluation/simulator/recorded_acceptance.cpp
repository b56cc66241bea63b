// SPDX-License-Identifier: Apache-2.0
#include "evaluation/simulator/recorded_acceptance.h"

#include "msao/engine/trace_reader.h"

#include <algorithm>
#include <cstdint>
#include <map>

namespace msao::simulator {

using namespace engine;

namespace {

/// Follows the drafts of one answer until a verdict has judged them.
class AnswerDrafts {
public:
    void drafted(const TokenDrafted& draft) { m_entropies[draft.position] = draft.normalisedEntropy; }

    /// The draft at the position itself is the wrong one; it is judged when its correction is emitted.
    void rolledBack(const RolledBack& rollBack) {
        m_entropies.erase(m_entropies.upper_bound(rollBack.position), m_entropies.end());
    }

    void judged(std::int64_t position, Provenance provenance, std::vector<RecordedDraft>& drafts) {
        const auto draft = m_entropies.find(position);
        if (draft == m_entropies.end() || provenance == Provenance::Unverified) return;
        if (provenance != Provenance::Cloud) drafts.push_back({draft->second, provenance == Provenance::Accepted});
        m_entropies.erase(m_entropies.begin(), std::next(draft));
    }

private:
    std::map<std::int64_t, float> m_entropies;  // by position
};

}  // namespace

double RecordedAcceptance::share() const {
    const auto accepted =
        std::count_if(drafts.begin(), drafts.end(), [](const RecordedDraft& d) { return d.wasAccepted; });
    return drafts.empty() ? 0 : static_cast<double>(accepted) / static_cast<double>(drafts.size());
}

Result<RecordedAcceptance> readRecordedAcceptance(const std::filesystem::path& trace) {
    MSAO_TRY(TraceReader reader, TraceReader::open(trace));
    RecordedAcceptance recorded;
    std::map<RequestId, AnswerDrafts> answers;
    MSAO_CHECK(reader.visit({}, [&](const TraceEvent& event) -> Status {
        if (const auto* draft = std::get_if<TokenDrafted>(&event.fact)) {
            answers[event.request].drafted(*draft);
        } else if (const auto* rollBack = std::get_if<RolledBack>(&event.fact)) {
            answers[event.request].rolledBack(*rollBack);
        } else if (const auto* emitted = std::get_if<TokenEmitted>(&event.fact)) {
            answers[event.request].judged(emitted->position, emitted->provenance, recorded.drafts);
        } else if (const auto* revised = std::get_if<TokenRevised>(&event.fact)) {
            answers[event.request].judged(revised->position, revised->provenance, recorded.drafts);
        } else if (std::holds_alternative<RequestEnded>(event.fact)) {
            answers.erase(event.request);
        }
        return Done{};
    }));
    if (!recorded.drafts.empty()) return recorded;
    return Error{ErrorCode::MalformedFile, trace.string() + ": expected drafts that were verified, found none"};
}

}  // namespace msao::simulator
