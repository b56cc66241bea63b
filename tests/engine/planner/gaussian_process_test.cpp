// SPDX-License-Identifier: Apache-2.0
#include "engine/planner/gaussian_process.h"

#include "engine/planner/bayesian_search.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace msao::engine {
namespace {

double parabola(const Features& x) {
    return (x[0] - 0.3) * (x[0] - 0.3) + 2 * (x[1] - 0.6) * (x[1] - 0.6);
}

std::vector<Features> grid() {
    std::vector<Features> points;
    for (double a = 0; a <= 1; a += 0.1) {
        for (double b = 0; b <= 1; b += 0.1) points.push_back({a, b});
    }
    return points;
}

TEST(GaussianProcessTest, BelievesWhatItObserved) {
    const std::vector<Features> points = grid();
    GaussianProcess process(0.5);
    process.setCandidates(points);
    for (std::size_t i = 0; i < points.size(); i += 7) process.observe(points[i], parabola(points[i]));
    for (std::size_t i = 0; i < points.size(); i += 7) {
        EXPECT_NEAR(process.belief(i).mean, process.standardised(parabola(points[i])), 1e-3);
        EXPECT_LT(process.belief(i).deviation, 0.01);
    }
}

TEST(GaussianProcessTest, BelievesTheSameOfCandidatesThatComeLater) {
    const std::vector<Features> points = grid();
    GaussianProcess early(0.5), late(0.5);
    early.setCandidates(points);
    for (std::size_t i = 0; i < points.size(); i += 9) {
        early.observe(points[i], parabola(points[i]));
        late.observe(points[i], parabola(points[i]));
    }
    late.setCandidates(points);
    for (std::size_t i = 0; i < points.size(); ++i) {
        EXPECT_NEAR(early.belief(i).mean, late.belief(i).mean, 1e-9);
        EXPECT_NEAR(early.belief(i).deviation, late.belief(i).deviation, 1e-9);
    }
}

TEST(GaussianProcessTest, FollowsTheMaternKernelForOneObservation) {
    GaussianProcess process(0.5);
    process.setCandidates({{0.25}});
    process.observe({0}, 1);
    // k(r) = (1 + s + s^2 / 3) exp(-s), s = sqrt(5) r / l = sqrt(5) / 2; variance 1 - k^2.
    const double s = std::sqrt(5.0) / 2, k = (1 + s + s * s / 3) * std::exp(-s);
    EXPECT_NEAR(process.belief(0).deviation, std::sqrt(1 - k * k), 1e-5);
}

TEST(BayesianSearchTest, FindsTheValleyInFewEvaluations) {
    const std::vector<Features> points = grid();
    BayesianSearch search(0.5, 0.1);
    search.setCandidates(points);
    search.tell({0, 0}, parabola({0, 0}));
    double best = 1;
    for (int i = 0; i < 25; ++i) {
        const Features point = points[search.ask()];
        search.tell(point, parabola(point));
        best = std::min(best, parabola(point));
    }
    EXPECT_LT(best, 0.011);
}

}  // namespace
}  // namespace msao::engine
