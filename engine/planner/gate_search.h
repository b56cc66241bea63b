// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/planner/bayesian_search.h"
#include "msao/engine/planner.h"

#include <cstdint>
#include <vector>

namespace msao::engine {

struct GatePoint {
    double theta = 1;
    std::int32_t draftLength = 1;
    bool operator==(const GatePoint&) const = default;
};

/// The half of the search that decides when drafts are sent: theta among the quantiles of the calibrated entropies
/// (what lies between two of them changes little) and
/// the draft lengths, finer where they are short.
class GateSearch {
public:
    /// `starts` are evaluated first.
    GateSearch(const Calibration& calibration, const PlannerOptions& options, std::vector<GatePoint> starts);

    GatePoint next();
    void tell(const GatePoint& point, double decodeMs);

    const GatePoint& best() const { return m_best; }
    /// Once the search is over: what it takes the decoding to last at these points.
    std::vector<double> believedMs(const std::vector<GatePoint>& points);

private:
    Features features(const GatePoint& point) const;

    const Calibration& m_calibration;
    double m_longest;
    BayesianSearch m_search;
    std::vector<GatePoint> m_starts;
    std::vector<GatePoint> m_candidates;
    std::size_t m_asked = 0;
    GatePoint m_best;
    double m_bestMs = 0;
    bool m_hasBest = false;
};

}  // namespace msao::engine
