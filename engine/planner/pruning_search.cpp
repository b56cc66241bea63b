// SPDX-License-Identifier: Apache-2.0
#include "engine/planner/pruning_search.h"

#include <algorithm>
#include <cmath>

namespace msao::engine {
namespace {

// Chosen by the regret over random scenarios (tests/engine/planner).
constexpr double kPruningLengthScale = 1;  // of a unit cube
constexpr std::size_t kCandidates = 128;
constexpr std::size_t kRedraw = 4;       // asks between two draws of candidates
constexpr double kNarrowing = 0.8;       // of the neighbourhood, from draw to draw
constexpr std::size_t kGlobal = 24;      // candidates of each draw that are from anywhere
constexpr double kBuysNothing = 1.0005;  // what is kept may cost this much
constexpr double kInfeasibleStep = 3;    // in log cost: every violation is worse than any cost met in practice

double surrogateValue(const PruningValue& value) {
    const double cost = std::log(std::max(value.prefillMs, 1e-3));
    return value.excess > 0 ? cost + kInfeasibleStep + 2 * std::log1p(value.excess) : cost;
}

}  // namespace

PruningSearch::PruningSearch(const PruningSpace& space, const PlannerOptions& options, const RemovedShares* warmStart)
    : m_space(space), m_draws(options.seed), m_search(kPruningLengthScale, options.exploration) {
    RemovedShares all{};
    for (std::size_t i = 0; i < space.dimensions(); ++i) all[i] = 1;
    if (warmStart) addStart(*warmStart);
    addStart(all);
    for (std::size_t i = 0; space.dimensions() > 1 && i < space.dimensions(); ++i) {
        RemovedShares alone{};
        alone[i] = 1;
        addStart(alone);
    }
    m_starts.push_back({});
}

RemovedShares PruningSearch::next(std::int32_t remaining) {
    const auto dimensions = static_cast<std::int32_t>(m_space.dimensions());
    if (remaining <= dimensions && m_hasBest) {
        RemovedShares kept = m_best;
        kept[remaining - 1] = 0;
        return kept;
    }
    const auto turn = static_cast<std::size_t>(m_asked++);
    if (turn < m_starts.size() || dimensions == 0) return turn < m_starts.size() ? m_starts[turn] : RemovedShares{};
    const std::size_t searched = turn - m_starts.size();
    if (searched % kRedraw == 0) drawCandidates(searched / kRedraw);
    return m_candidates[m_search.ask()];
}

void PruningSearch::tell(const RemovedShares& point, const PruningValue& value) {
    m_search.tell(point, surrogateValue(value));
    double kept = 0;
    for (std::size_t i = 0; i < point.size(); ++i) kept += m_best[i] - point[i];
    const double tolerance = kept > 0 ? kBuysNothing : 1;
    const bool isBetter = value.excess != m_bestValue.excess ? value.excess < m_bestValue.excess
                                                             : value.prefillMs < m_bestValue.prefillMs * tolerance;
    if (m_hasBest && !isBetter) return;
    m_hasBest = true;
    m_best = point;
    m_bestValue = value;
}

std::vector<double> PruningSearch::believedMs(const std::vector<RemovedShares>& points) {
    std::vector<double> values = m_search.believed(points);
    for (double& value : values) value = std::exp(value);
    return values;
}

void PruningSearch::drawCandidates(std::size_t draw) {
    m_candidates.clear();
    const double spread = std::pow(kNarrowing, static_cast<double>(draw));
    for (std::size_t i = 0; i < kCandidates; ++i) {
        const bool isGlobal = draw == 0 || i < kGlobal;
        m_candidates.push_back(m_space.furthest(isGlobal ? randomDirection() : nearBest(spread)));
    }
    m_search.setCandidates(m_candidates);
}

/// Powers of a uniform number, so that axes which are hardly touched are as common as those that are used up.
RemovedShares PruningSearch::randomDirection() {
    RemovedShares direction{};
    double largest = 1e-9;
    for (std::size_t i = 0; i < m_space.dimensions(); ++i) {
        const double uniform = m_draws.next();
        direction[i] = m_draws.next() < 0.2 ? 0 : uniform * uniform;
        largest = std::max(largest, direction[i]);
    }
    for (double& share : direction) share /= largest;
    return direction;
}

RemovedShares PruningSearch::nearBest(double spread) {
    RemovedShares direction = m_best;
    for (std::size_t i = 0; i < m_space.dimensions(); ++i) {
        direction[i] = std::clamp(direction[i] + spread * (m_draws.next() - 0.5), 0.0, 1.0);
    }
    return direction;
}

}  // namespace msao::engine
