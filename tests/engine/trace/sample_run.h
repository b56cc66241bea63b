// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/trace_event.h"

#include <cstdint>
#include <vector>

namespace msao::tests {

/// The events of a plausible answer of `rounds` rounds, small enough to check by hand: in each round five drafts are
/// made (10 ms each, entropies 0.1 ... 0.5) and sent, while the drafts of the round before are still in flight; two are
/// accepted, one is corrected, two are void.
std::vector<engine::TraceEvent> sampleRun(std::int64_t rounds);

}  // namespace msao::tests
