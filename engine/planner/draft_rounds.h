// SPDX-License-Identifier: Apache-2.0
// Speculation in rounds (sync, co-located): draft until the batch is full or a step is not confident, then verify all.
#pragma once

#include "msao/engine/calibration.h"

#include <cstdint>

namespace msao::engine {

struct RoundCounts {
    double rounds = 0;
    double drafted = 0;
};

/// Expected number of rounds and of drafted tokens until `tokens` are committed. Short answers are counted token by
/// token, for their last round is cut short; beyond that the long-run rate goes on.
RoundCounts expectedRounds(const GatedAcceptance& gate, std::int32_t draftLength, double tokens);

}  // namespace msao::engine
