// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/cost_model.h"

#include <cstdint>
#include <vector>

namespace msao::engine {

/// Which modes a policy may choose; what the figures rule out (no cloud, no draft model there) is left out by itself.
struct AllowedModes {
    bool edgeOnly = false;  // its answers are unverified: only where somebody said so
    bool cloudOnly = true;
    bool sync = true;
    bool coLocated = true;
    bool verifyOnly = true;
    bool neverIdle = true;
    bool hybrid = true;
    bool operator==(const AllowedModes&) const = default;
};

struct ModeForecast {
    Mode mode = Mode::NeverIdle;
    double theta = 1;              // of an open gate, Algorithm 1's and the median: the best for this mode
    std::int32_t draftLength = 1;  // the best with it
    CostBreakdown costs;
};

struct ModeChoiceOptions {
    AllowedModes allowed;
    std::int32_t maxDraftLength = 16;
    double thetaPercentile = 0.7;  // Algorithm 1, line 2
    double tolerance = 0.005;      // modes this close to the fastest are equals: the one that uses the cloud least wins
};

/// Every allowed mode with its forecast, the chosen one first, the others by latency. Empty if nothing is possible.
std::vector<ModeForecast> forecastModes(const CostInput& input, std::span<const ModalityPlan> modalities,
                                        const ModeChoiceOptions& options);

}  // namespace msao::engine
