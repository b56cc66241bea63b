// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/plan.h"
#include "msao/engine/result.h"

#include <cstdint>
#include <optional>

namespace msao::engine {

/// What is known of link and machines at the moment of planning; estimated from real traffic and real steps.
struct LiveFigures {
    LinkEstimate link;
    DeviceCosts edge;                        // the draft model's steps
    DeviceCosts cloud;                       // the target model's
    std::optional<double> cloudDraftStepMs;  // present if the cloud holds a copy of the draft model and has room for it
    double cloudFreeRows = 1;  // of a pass, all its sessions' together: so many cost no more than reading the weights
    double cloudLoad = 0;      // other sessions per pass, each with as many rows as this one
    std::optional<double> acceptance;  // of drafts, overall, as seen lately; absent: the calibration's
    double answerTokens = 64;          // expected
    std::int64_t edgeKvBytesPerToken = 0;
    std::optional<std::int64_t> edgeMemoryBytes;  // Mem_edge^max of Eq. 11; absent: no bound
    bool isCloudReachable = true;
    bool operator==(const LiveFigures&) const = default;
};

/// Finite, not negative, and a bandwidth wherever there is a cloud.
Status checkLiveFigures(const LiveFigures& live);

/// One pass of the cloud with `rows` tokens of this session: rows share the read of the weights, so only what exceeds
/// those that are free is added, and with it the rows of the sessions that share the pass.
double cloudPassMs(const LiveFigures& live, double rows);
/// The same where each of the others has so many.
double cloudPassMs(const LiveFigures& live, double rows, double rowsOfOthers);

}  // namespace msao::engine
