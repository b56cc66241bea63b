// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/planner/bayesian_search.h"
#include "engine/planner/pruning_space.h"
#include "engine/planner/random_draws.h"

#include <vector>

namespace msao::engine {

/// What one point of the space costs.
struct PruningValue {
    double excess = 0;  // of its violation
    double prefillMs = 0;
};

/// The half of the search that decides what is sent: retention and compression. First the points that are often best,
/// then by expected improvement, then around the best; at the end it takes back what buys nothing.
class PruningSearch {
public:
    PruningSearch(const PruningSpace& space, const PlannerOptions& options, const RemovedShares* warmStart);

    /// The point to evaluate next. `remaining` counts this evaluation too.
    RemovedShares next(std::int32_t remaining);
    void tell(const RemovedShares& point, const PruningValue& value);

    const RemovedShares& best() const { return m_best; }
    const PruningValue& bestValue() const { return m_bestValue; }
    /// Once the search is over: what it takes the prefill to last at these points, with what a violation adds to it.
    std::vector<double> believedMs(const std::vector<RemovedShares>& points);

private:
    void addStart(const RemovedShares& direction) { m_starts.push_back(m_space.furthest(direction)); }
    void drawCandidates(std::size_t draw);
    RemovedShares randomDirection();
    RemovedShares nearBest(double spread);

    const PruningSpace& m_space;
    RandomDraws m_draws;
    BayesianSearch m_search;
    std::vector<RemovedShares> m_starts;
    std::vector<RemovedShares> m_candidates;
    std::int32_t m_asked = 0;
    RemovedShares m_best{};
    PruningValue m_bestValue;
    bool m_hasBest = false;
};

}  // namespace msao::engine
