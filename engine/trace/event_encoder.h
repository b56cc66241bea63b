// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/trace_event.h"

#include <cstddef>
#include <vector>

namespace msao::engine {

/// Appends one event as CBOR: [type, nanoseconds since the event before, request, {field number: value}]. The event's
/// own time is not looked at.
void encodeEvent(const TraceEvent& event, TraceTime sinceEventBefore, std::vector<std::byte>& out);

}  // namespace msao::engine
