// SPDX-License-Identifier: Apache-2.0
// Edge, link and cloud as processes that exchange messages under a virtual clock: what the closed forms are held
// against. It knows nothing of renewals; each mode is what its description says.
#pragma once

#include "msao/engine/live_figures.h"
#include "msao/engine/mode.h"

#include <cstdint>
#include <vector>

namespace msao::engine {

/// Milliseconds from the cloud's first token to the last one of `matches.size()` further tokens, at the cloud. Token
/// i's draft is the right one iff matches[i], provided that it was drafted on the right prefix.
double simulatedDecodeMs(const LiveFigures& live, Mode mode, std::int32_t draftLength,
                         const std::vector<bool>& matches);

}  // namespace msao::engine
