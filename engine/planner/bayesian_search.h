// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/planner/gaussian_process.h"

#include <cstddef>
#include <vector>

namespace msao::engine {

/// Minimises a function of which only values are known: asks for the candidate of greatest expected improvement and is
/// told its value. Deterministic; holds no function, so that two searches can share one evaluation.
class BayesianSearch {
public:
    /// `exploration` is xi, in standard deviations of the values told so far.
    BayesianSearch(double lengthScale, double exploration) : m_process(lengthScale), m_exploration(exploration) {}

    void setCandidates(const std::vector<Features>& candidates);
    void tell(const Features& point, double value);

    /// Index of the candidate to evaluate next; not one that was asked for before. Where no candidate promises an
    /// improvement it is the one believed to be best.
    std::size_t ask();

    /// What is believed of these points; they are the candidates from now on.
    std::vector<double> believed(const std::vector<Features>& points);

private:
    GaussianProcess m_process;
    double m_exploration;
    double m_best = 0;
    std::vector<bool> m_wasAsked;
};

}  // namespace msao::engine
