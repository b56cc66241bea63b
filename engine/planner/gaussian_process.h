// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <vector>

namespace msao::engine {

inline constexpr std::size_t kMaxFeatures = 6;
using Features = std::array<double, kMaxFeatures>;  // unused ones are 0

/// A Gaussian process with Matern 5/2 kernel over a pool of candidates. For each observation the Cholesky factor grows
/// by a row, and with it the candidates' rows of L^-1 k(X, candidate): O(n) a candidate, nothing is solved anew.
/// Mean and scale are estimated from the observations.
class GaussianProcess {
public:
    explicit GaussianProcess(double lengthScale) : m_inverseScale(1 / lengthScale) {}

    void setCandidates(const std::vector<Features>& candidates);
    void observe(const Features& point, double value);

    std::size_t candidateCount() const { return m_variance.size(); }
    std::size_t observationCount() const { return m_points.size(); }

    struct Belief {
        double mean = 0;       // in standard deviations of the observations, from their mean
        double deviation = 0;  // likewise
    };
    Belief belief(std::size_t candidate) const;
    /// An observed value on the scale of beliefs.
    double standardised(double value) const { return (value - m_mean) / m_scale; }
    /// A belief's mean on the scale of observations.
    double observed(double standardised) const { return m_mean + m_scale * standardised; }

private:
    void extendCandidates(std::size_t observation);
    void estimateScale();

    double m_inverseScale;  // of length
    std::vector<Features> m_points;
    std::vector<std::vector<double>> m_factor;  // lower triangle of L, row by row
    std::vector<double> m_whiteValues;          // L^-1 y
    std::vector<double> m_whiteOnes;            // L^-1 1
    double m_mean = 0;
    double m_scale = 1;

    std::array<std::vector<double>, kMaxFeatures> m_candidates;  // feature by feature
    std::vector<std::vector<double>> m_whiteKernels;             // row i: (L^-1 k(X, candidates))_i
    std::vector<double> m_variance;
    std::vector<double> m_valueSum;  // sum over i of row i times whiteValues_i
    std::vector<double> m_oneSum;
};

}  // namespace msao::engine
