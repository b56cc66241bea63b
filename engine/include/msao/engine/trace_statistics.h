// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/draft_fates.h"
#include "msao/engine/trace_reader.h"

#include <cstdint>
#include <stop_token>
#include <string_view>
#include <vector>

namespace msao::engine {

struct TraceEventCount {
    std::string_view type;
    std::uint64_t count = 0;
};

/// Exact to 1/10,000: entropies are counted in that many bins, so that memory does not grow with the trace.
struct EntropyQuantile {
    double share = 0;  // 0.5: the median
    double normalisedEntropy = 0;
};

struct TraceStatistics {
    std::vector<TraceEventCount> events;  // of every type, in the order of the format
    std::uint64_t unknownEvents = 0;
    TraceTime first{};
    TraceTime last{};

    std::uint64_t requests = 0;
    std::uint64_t draftedTokens = 0;
    std::uint64_t acceptedTokens = 0;      // emitted, or confirmed later, as drafted
    std::uint64_t correctedTokens = 0;     // the cloud's in place of a draft
    std::uint64_t cloudTokens = 0;         // no draft stood there
    std::uint64_t unverifiedTokens = 0;    // emitted without the cloud, and not verified later
    DraftCounts drafts;                    // of all answers whose question is in the trace
    double meanAcceptedLength = 0;         // drafts accepted per verdict that judged any
    std::vector<EntropyQuantile> entropy;  // of drafted tokens; empty without any

    std::int64_t bytesSent = 0;
    std::int64_t bytesReceived = 0;
    std::uint64_t fileBytes = 0;
    std::uint64_t blocks = 0;
};

/// One pass over the file.
Result<TraceStatistics> traceStatistics(TraceReader& reader, std::stop_token stop = {});

}  // namespace msao::engine
