// SPDX-License-Identifier: Apache-2.0
#include "engine/planner/bayesian_search.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace msao::engine {
namespace {

constexpr double kHopeless = -5;  // below this many deviations the expected improvement is less than 1e-7 of one

/// E[max(best - value - xi, 0)] for a normal belief.
double expectedImprovement(double margin, double deviation) {
    if (deviation <= 1e-6) return std::max(margin, 0.0);
    const double z = margin / deviation;
    if (z < kHopeless) return 0;
    const double density = std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
    const double share = std::erfc(-z / std::numbers::sqrt2) / 2;
    return margin * share + deviation * density;
}

/// No expected improvement is above it, and it costs next to nothing.
double mostImprovement(double margin, double deviation) {
    constexpr double kDensityAtMean = 0.3990;  // 1 / sqrt(2 pi), rounded up
    return std::max(margin, 0.0) + deviation * kDensityAtMean;
}

}  // namespace

void BayesianSearch::setCandidates(const std::vector<Features>& candidates) {
    m_process.setCandidates(candidates);
    m_wasAsked.assign(candidates.size(), false);
}

void BayesianSearch::tell(const Features& point, double value) {
    m_best = m_process.observationCount() == 0 ? value : std::min(m_best, value);
    m_process.observe(point, value);
}

std::size_t BayesianSearch::ask() {
    const double best = m_process.standardised(m_best);
    std::size_t chosen = 0;
    double chosenImprovement = -1, chosenMean = 0;
    for (std::size_t c = 0; c < m_wasAsked.size(); ++c) {
        if (m_wasAsked[c]) continue;
        const GaussianProcess::Belief belief = m_process.belief(c);
        const double margin = best - belief.mean - m_exploration;
        if (mostImprovement(margin, belief.deviation) < chosenImprovement) continue;
        const double improvement = expectedImprovement(margin, belief.deviation);
        const bool isTie = improvement == chosenImprovement && belief.mean < chosenMean;
        if (improvement <= chosenImprovement && !isTie) continue;
        chosen = c;
        chosenImprovement = improvement;
        chosenMean = belief.mean;
    }
    m_wasAsked[chosen] = true;
    return chosen;
}

std::vector<double> BayesianSearch::believed(const std::vector<Features>& points) {
    setCandidates(points);
    std::vector<double> values;
    for (std::size_t c = 0; c < points.size(); ++c) values.push_back(m_process.observed(m_process.belief(c).mean));
    return values;
}

}  // namespace msao::engine
