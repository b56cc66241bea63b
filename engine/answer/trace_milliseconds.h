// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/trace_event.h"

#include <chrono>

namespace msao::engine {

inline double millisecondsOf(TraceTime time) {
    return std::chrono::duration<double, std::milli>(time).count();
}

}  // namespace msao::engine
