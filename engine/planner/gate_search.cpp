// SPDX-License-Identifier: Apache-2.0
#include "engine/planner/gate_search.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace msao::engine {
namespace {

constexpr double kGateLengthScale = 0.5;  // of a unit square
constexpr std::array kShares = {0.1, 0.25, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95};

}  // namespace

GateSearch::GateSearch(const Calibration& calibration, const PlannerOptions& options, std::vector<GatePoint> starts)
    : m_calibration(calibration),
      m_longest(std::max(options.adaptiveMaxDraftLength, 2)),
      m_search(kGateLengthScale, options.exploration),
      m_starts(std::move(starts)) {
    std::vector<double> thetas = {1};
    for (const double share : kShares) {
        thetas.push_back(std::max(entropyQuantile(calibration, share), options.method.thetaMin));
    }
    std::sort(thetas.begin(), thetas.end());
    thetas.erase(std::unique(thetas.begin(), thetas.end()), thetas.end());
    std::vector<Features> candidates;
    for (const double theta : thetas) {
        for (std::int32_t length = 1; length <= std::max(options.adaptiveMaxDraftLength, 1);
             length += (length + 5) / 6) {
            m_candidates.push_back({theta, length});
            candidates.push_back(features(m_candidates.back()));
        }
    }
    m_search.setCandidates(candidates);
}

Features GateSearch::features(const GatePoint& point) const {
    return {confidentShare(m_calibration, point.theta), std::log(point.draftLength) / std::log(m_longest)};
}

GatePoint GateSearch::next() {
    const std::size_t turn = m_asked++;
    return turn < m_starts.size() ? m_starts[turn] : m_candidates[m_search.ask()];
}

void GateSearch::tell(const GatePoint& point, double decodeMs) {
    m_search.tell(features(point), std::log(std::max(decodeMs, 1e-3)));
    if (m_hasBest && decodeMs >= m_bestMs) return;
    m_hasBest = true;
    m_best = point;
    m_bestMs = decodeMs;
}

std::vector<double> GateSearch::believedMs(const std::vector<GatePoint>& points) {
    std::vector<Features> places;
    for (const GatePoint& point : points) places.push_back(features(point));
    std::vector<double> values = m_search.believed(places);
    for (double& value : values) value = std::exp(value);
    return values;
}

}  // namespace msao::engine
