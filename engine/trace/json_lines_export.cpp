// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/trace_export.h"

#include "engine/trace/export_status.h"

#include <ostream>

namespace msao::engine {

Status exportTraceJsonLines(TraceReader& reader, std::ostream& out, std::stop_token stop) {
    const auto writeLine = [&](const TraceEvent& event) -> Status {
        MSAO_CHECK(mayGoOn(out, stop));
        out << traceEventJson(event) << '\n';
        return Done{};
    };
    MSAO_CHECK(reader.visit({}, writeLine));
    out.flush();
    return mayGoOn(out, stop);
}

}  // namespace msao::engine
