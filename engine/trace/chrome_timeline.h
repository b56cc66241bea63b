// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/trace_event.h"

#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace msao::engine {

/// The lanes of the picture, from top to bottom. A lane shows either slices of time or instants.
enum class ChromeLane { Request, EdgeDraft, Uplink, CloudVerify, Downlink, Sent, Rollback, Answer, Events };

/// Writes one Chrome trace. Instants and counters come in order of time and are written at once; slices are told when
/// they end, so they are kept, sorted by their begin and written last. Slices that overlap get further rows of their
/// lane, because rows show nesting. `details` is a JSON object as text.
class ChromeTimeline {
public:
    explicit ChromeTimeline(std::ostream& out);

    void instant(ChromeLane lane, TraceTime at, std::string_view name, std::string_view details);
    void counter(std::string_view name, TraceTime at, double value);  // left out if not finite

    /// A begin before 0 or behind the end is moved to the nearer of them.
    void slice(ChromeLane lane, TraceTime begin, TraceTime end, std::string name, std::string details);
    std::size_t sliceCount() const { return m_slices.size(); }

    void finish();

private:
    struct Slice {
        ChromeLane lane;
        TraceTime begin;
        TraceTime end;
        std::string name;
        std::string details;
    };
    void writeEntry(std::string_view phase, std::size_t thread, TraceTime at, std::string_view name,
                    std::string_view rest);
    void nameThread(std::size_t thread, const std::string& name);
    std::size_t rowFor(const Slice& slice);

    std::ostream& m_out;
    bool m_isFirst = true;
    std::vector<Slice> m_slices;
    std::vector<std::vector<TraceTime>> m_rowEnds;  // by lane: where the last slice of each row ends
};

}  // namespace msao::engine
