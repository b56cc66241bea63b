// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/trace_statistics.h"

#include "engine/base/checked_math.h"
#include "engine/trace/entropy_histogram.h"
#include "engine/trace/fact_fields.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace msao::engine {
namespace {

constexpr std::array kShares = {0.0, 0.1, 0.25, 0.5, 0.7, 0.75, 0.9, 0.99, 1.0};  // 0.7: where theta* is taken

// Byte counts from a file may be nonsense; the sum then stays where it was.
std::int64_t sumOfBytes(std::int64_t sum, std::int64_t addend) {
    return checkedAdd(sum, addend).value_or(sum);
}

class Counter {
public:
    Counter() { nameTypes(std::make_index_sequence<std::variant_size_v<TraceFact>>()); }

    void count(const TraceEvent& event) {
        ++m_counts.events[event.fact.index()].count;
        std::visit([this](const auto& fact) { add(fact); }, event.fact);
        if (event.request != RequestId::None) settle(event);
    }

    TraceStatistics finish() && {
        m_counts.meanAcceptedLength =
            m_judgingVerdicts == 0 ? 0 : m_acceptedDrafts / static_cast<double>(m_judgingVerdicts);
        for (const double share : kShares) {
            if (const auto value = m_entropy.quantile(share)) m_counts.entropy.push_back({share, *value});
        }
        for (const auto& [request, fates] : m_open) m_counts.drafts += fates.counts();
        m_counts.unverifiedTokens -= std::min(m_counts.unverifiedTokens, m_revisedTokens);
        return std::move(m_counts);
    }

private:
    template <std::size_t... index>
    void nameTypes(std::index_sequence<index...>) {
        m_counts.events = {{Fields<std::variant_alternative_t<index, TraceFact>>::name, 0}...};
    }

    /// One that was asked before the trace begins is left out: its first drafts are not there.
    void settle(const TraceEvent& event) {
        if (std::holds_alternative<RequestStarted>(event.fact)) closeAnswer(event.request);
        const auto answer = std::holds_alternative<RequestStarted>(event.fact) ? m_open.try_emplace(event.request).first
                                                                               : m_open.find(event.request);
        if (answer == m_open.end()) return;
        answer->second.apply(event.fact);
        if (std::holds_alternative<RequestEnded>(event.fact)) closeAnswer(event.request);
    }

    void closeAnswer(RequestId request) {
        const auto answer = m_open.find(request);
        if (answer == m_open.end()) return;
        m_counts.drafts += answer->second.counts();
        m_open.erase(answer);
    }

    void addToken(Provenance provenance) {
        switch (provenance) {
            case Provenance::Accepted:
                ++m_counts.acceptedTokens;
                return;
            case Provenance::Corrected:
                ++m_counts.correctedTokens;
                return;
            case Provenance::Cloud:
                ++m_counts.cloudTokens;
                return;
            case Provenance::Unverified:
                ++m_counts.unverifiedTokens;
                return;
        }
    }

    void add(const auto&) {}
    void add(const RequestStarted&) { ++m_counts.requests; }
    void add(const TokenDrafted& fact) {
        ++m_counts.draftedTokens;
        m_entropy.add(static_cast<double>(fact.normalisedEntropy));
    }
    void add(const BatchSent& fact) { m_counts.bytesSent = sumOfBytes(m_counts.bytesSent, fact.bytes); }
    void add(const VerdictArrived& fact) {
        const std::int32_t accepted = std::max(fact.verdict.acceptedCount, 0);
        const std::int32_t rejected = std::max(fact.verdict.rejectedCount, 0);
        m_counts.bytesReceived = sumOfBytes(m_counts.bytesReceived, fact.bytes);
        m_acceptedDrafts += accepted;
        if (accepted > 0 || rejected > 0) ++m_judgingVerdicts;
    }
    void add(const TokenEmitted& fact) { addToken(fact.provenance); }
    void add(const TokenRevised& fact) {
        ++m_revisedTokens;
        addToken(fact.provenance);
    }

    TraceStatistics m_counts;
    EntropyHistogram m_entropy;
    std::map<RequestId, DraftFates> m_open;  // answers that have not ended
    std::uint64_t m_revisedTokens = 0;
    std::uint64_t m_judgingVerdicts = 0;
    double m_acceptedDrafts = 0;
};

}  // namespace

Result<TraceStatistics> traceStatistics(TraceReader& reader, std::stop_token stop) {
    Counter counter;
    const std::uint64_t unknownBefore = reader.unknownEvents();
    MSAO_CHECK(reader.visit({}, [&](const TraceEvent& event) -> Status {
        if (stop.stop_requested()) return Error{ErrorCode::Cancelled, "cancelled"};
        counter.count(event);
        return Done{};
    }));
    TraceStatistics statistics = std::move(counter).finish();
    statistics.unknownEvents = reader.unknownEvents() - unknownBefore;
    statistics.fileBytes = reader.fileBytes();
    statistics.blocks = reader.blocks().size();
    if (!reader.blocks().empty()) {
        statistics.first = reader.blocks().front().first;
        statistics.last = reader.blocks().back().last;
    }
    return statistics;
}

}  // namespace msao::engine
