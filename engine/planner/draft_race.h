// SPDX-License-Identifier: Apache-2.0
// The pipelined modes as a renewal process. When the cloud commits a token that differs from the edge's draft, or that
// the edge was not confident of, everything starts anew: drafts reach the cloud one round trip and one draft later. Up
// to the next such token all is determined, so the mean cycle gives the exact rate for independent acceptances.
#pragma once

#include "msao/engine/calibration.h"
#include "msao/engine/cost_model.h"
#include "msao/engine/live_figures.h"

#include <cstdint>

namespace msao::engine {

/// What the cloud does while no draft is there.
enum class IdleCloud {
    Waits,    // verify-only
    Decodes,  // never-idle
    Drafts,   // hybrid: drafts for itself, up to `cloudDraftLength` together with what came from the edge
};

struct RaceRules {
    IdleCloud idle = IdleCloud::Decodes;
    std::int32_t draftLength = 1;       // drafts travel in batches of this many
    std::int32_t cloudDraftLength = 0;  // IdleCloud::Drafts only
};

/// Expected time of `tokens` tokens, term by term.
DecodeCosts expectedRace(const LiveFigures& live, const GatedAcceptance& gate, const RaceRules& rules, double tokens);

}  // namespace msao::engine
