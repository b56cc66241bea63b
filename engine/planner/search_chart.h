// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/planner/gate_search.h"
#include "engine/planner/pruning_search.h"
#include "msao/engine/plan_search.h"

#include <optional>
#include <vector>

namespace msao::engine {

struct TriedPruning {
    RemovedShares removed{};
    double ms = 0;
    bool isFeasible = true;
};

struct TriedGate {
    GatePoint point;
    double ms = 0;
};

/// The search over what is sent, seen along retention and compression of the modality that has most tokens to lose.
/// Absent where there is nothing to prune.
std::optional<PlanSearch> chartOf(PruningSearch& search, const PruningSpace& space,
                                  const std::vector<TriedPruning>& tried);

/// The search over theta and N.
PlanSearch chartOf(GateSearch& search, const std::vector<TriedGate>& tried, std::int32_t longest);

}  // namespace msao::engine
