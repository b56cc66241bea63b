// SPDX-License-Identifier: Apache-2.0
#include "engine/planner/gaussian_process.h"

#include "engine/base/wide_vectors.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace msao::engine {
namespace {

constexpr double kNoise = 1e-6;  // of unit variance; the cost model is exact, this keeps the factor regular
constexpr double kLeastScale = 1e-9;

double squaredDistance(const Features& a, const Features& b) {
    double sum = 0;
    for (std::size_t i = 0; i < kMaxFeatures; ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
    return sum;
}

double dot(const std::vector<double>& a, const std::vector<double>& b, std::size_t count) {
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i) sum += a[i] * b[i];
    return sum;
}

constexpr std::size_t kTogether = 4;

/// row -= weights[i] * rows[i], one after the other as if alone, with one pass over the row in memory.
MSAO_WIDE_VECTORS void subtractFour(std::vector<double>& row, const double* weights, const std::vector<double>* rows) {
    const double w0 = weights[0], w1 = weights[1], w2 = weights[2], w3 = weights[3];
    const double *r0 = rows[0].data(), *r1 = rows[1].data(), *r2 = rows[2].data(), *r3 = rows[3].data();
    double* out = row.data();
    const std::size_t count = row.size();
    for (std::size_t c = 0; c < count; ++c) out[c] = out[c] - w0 * r0[c] - w1 * r1[c] - w2 * r2[c] - w3 * r3[c];
}

/// e^x for x <= 0, to 1e-13 of its value and without branches: the compiler takes several candidates at a time.
inline double expNegative(double x) {
    constexpr double kRounding = 0x1.8p52;  // added, it leaves the nearest whole number in the low bits
    constexpr std::array kInverseFactorials = {1.0 / 3628800, 1.0 / 362880, 1.0 / 40320, 1.0 / 5040, 1.0 / 720,
                                               1.0 / 120,     1.0 / 24,     1.0 / 6,     1.0 / 2,    1.0};
    const double clamped = x < -700 ? -700 : x;
    const double shifted = clamped * std::numbers::log2e + kRounding;
    const double power = shifted - kRounding;
    const double rest = (clamped - power * 0.693145751953125) - power * 1.42860682030941723212e-6;  // ln 2 in two parts
    double series = 1.0 / 39916800;
    for (const double factor : kInverseFactorials) series = series * rest + factor;
    series = series * rest + 1;
    const std::uint64_t exponent = (std::bit_cast<std::uint64_t>(shifted) + 1023) << 52;
    return series * std::bit_cast<double>(exponent);
}

/// Matérn 5/2.
inline double kernel(double squared, double inverseScale) {
    const double scaled = std::sqrt(5 * squared) * inverseScale;
    return (1 + scaled + scaled * scaled * (1.0 / 3)) * expNegative(-scaled);
}

MSAO_WIDE_VECTORS void kernels(std::vector<double>& squared, double inverseScale) {
    for (double& value : squared) value = kernel(value, inverseScale);
}

}  // namespace

void GaussianProcess::setCandidates(const std::vector<Features>& candidates) {
    for (std::size_t feature = 0; feature < kMaxFeatures; ++feature) {
        m_candidates[feature].resize(candidates.size());
        for (std::size_t c = 0; c < candidates.size(); ++c) m_candidates[feature][c] = candidates[c][feature];
    }
    m_variance.assign(candidates.size(), 1.0);
    m_valueSum.assign(candidates.size(), 0.0);
    m_oneSum.assign(candidates.size(), 0.0);
    m_whiteKernels.clear();
    for (std::size_t i = 0; i < m_points.size(); ++i) extendCandidates(i);
}

void GaussianProcess::observe(const Features& point, double value) {
    const std::size_t n = m_points.size();
    std::vector<double> row(n + 1);
    for (std::size_t i = 0; i < n; ++i) {
        row[i] =
            (kernel(squaredDistance(m_points[i], point), m_inverseScale) - dot(m_factor[i], row, i)) / m_factor[i][i];
    }
    row[n] = std::sqrt(std::max(1 + kNoise - dot(row, row, n), kNoise));
    m_whiteValues.push_back((value - dot(row, m_whiteValues, n)) / row[n]);
    m_whiteOnes.push_back((1 - dot(row, m_whiteOnes, n)) / row[n]);
    m_points.push_back(point);
    m_factor.push_back(std::move(row));
    extendCandidates(n);
    estimateScale();
}

void GaussianProcess::extendCandidates(std::size_t observation) {
    const std::size_t count = m_variance.size();
    std::vector<double> row(count, 0.0);
    for (std::size_t feature = 0; feature < kMaxFeatures; ++feature) {
        const double at = m_points[observation][feature];
        const double* candidates = m_candidates[feature].data();
        for (std::size_t c = 0; c < count; ++c) row[c] += (candidates[c] - at) * (candidates[c] - at);
    }
    kernels(row, m_inverseScale);
    const std::vector<double>& factor = m_factor[observation];
    std::size_t i = 0;
    for (; i + kTogether <= observation; i += kTogether) subtractFour(row, &factor[i], &m_whiteKernels[i]);
    for (; i < observation; ++i) {
        const double* earlier = m_whiteKernels[i].data();
        for (std::size_t c = 0; c < count; ++c) row[c] -= factor[i] * earlier[c];
    }
    const double inverse = 1 / factor[observation];
    const double value = m_whiteValues[observation], one = m_whiteOnes[observation];
    for (std::size_t c = 0; c < count; ++c) {
        row[c] *= inverse;
        m_variance[c] -= row[c] * row[c];
        m_valueSum[c] += row[c] * value;
        m_oneSum[c] += row[c] * one;
    }
    m_whiteKernels.push_back(std::move(row));
}

void GaussianProcess::estimateScale() {
    const std::size_t n = m_points.size();
    m_mean = dot(m_whiteOnes, m_whiteValues, n) / dot(m_whiteOnes, m_whiteOnes, n);
    double squares = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const double residual = m_whiteValues[i] - m_mean * m_whiteOnes[i];
        squares += residual * residual;
    }
    m_scale = std::max(std::sqrt(squares / static_cast<double>(n)), kLeastScale);
}

GaussianProcess::Belief GaussianProcess::belief(std::size_t candidate) const {
    return {.mean = (m_valueSum[candidate] - m_mean * m_oneSum[candidate]) / m_scale,
            .deviation = std::sqrt(std::max(m_variance[candidate], 0.0))};
}

}  // namespace msao::engine
