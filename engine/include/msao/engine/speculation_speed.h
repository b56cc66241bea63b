// SPDX-License-Identifier: Apache-2.0
// Closed forms for the speed of each mode, one stream, acceptance independent from token to token. They predict, and
// the simulator confirms; what a mode costs a request is the planner's matter (cost_model.h).
#pragma once

#include <cstdint>
#include <optional>

namespace msao::engine {

/// Live figures from which speed is predicted.
struct SpeculationFigures {
    double acceptance = 0.7;             // alpha
    double rttMs = 0;                    // there and back, with the time that a batch takes on the wire
    double draftMs = 0;                  // t_d: one draft step at the edge
    double verifyMs = 0;                 // t_v: one pass of the target
    std::optional<double> cloudDraftMs;  // one draft step in the cloud, where it holds a draft model
    bool operator==(const SpeculationFigures&) const = default;
};

/// E(alpha, g): tokens that a round of g drafts yields on average, the cloud's own included.
double tokensPerRound(double acceptance, int draftLength);

// Tokens per millisecond.
double cloudOnlySpeed(const SpeculationFigures& figures);
double syncSpeed(const SpeculationFigures& figures, int draftLength);
double coLocatedSpeed(const SpeculationFigures& figures, int draftLength);  // 0 without a draft model in the cloud
double verifyOnlySpeed(const SpeculationFigures& figures);
double neverIdleSpeed(const SpeculationFigures& figures);

/// The draft length that is fastest, up to `maxLength`.
std::int32_t bestSyncLength(const SpeculationFigures& figures, std::int32_t maxLength = 32);
std::int32_t bestCoLocatedLength(const SpeculationFigures& figures, std::int32_t maxLength = 32);

}  // namespace msao::engine
