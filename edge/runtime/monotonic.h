// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/trace_event.h"

#include <chrono>

namespace msao::edge {

/// What durations at the edge are measured with.
inline engine::TraceTime monotonic() {
    return std::chrono::steady_clock::now().time_since_epoch();
}

}  // namespace msao::edge
