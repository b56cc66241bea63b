// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/trace_reader.h"

#include <iosfwd>
#include <stop_token>
#include <string>

namespace msao::engine {

/// One event as one line of JSON, without the line's end. Bytes that are not UTF-8 become U+FFFD, NaN becomes null.
std::string traceEventJson(const TraceEvent& event);

/// Writes every event as a line of JSON.
Status exportTraceJsonLines(TraceReader& reader, std::ostream& out, std::stop_token stop = {});

/// Writes the Chrome trace format, which Perfetto opens: lanes for edge draft, uplink, cloud verify, downlink, rollback
/// and answer, counters for entropy, theta, link and resources. Sorted by time within a lane; what overlaps in one lane
/// gets further rows of it. Slices are sorted in memory: more than 4 million, hours of drafting, are refused.
Status exportChromeTrace(TraceReader& reader, std::ostream& out, std::stop_token stop = {});

}  // namespace msao::engine
