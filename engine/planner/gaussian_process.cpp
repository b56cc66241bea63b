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

MSAO_WIDE_VECTORS void subtract(std::vector<double>& row, double weight, const std::vector<double>& other) {
    const double* from = other.data();
    double* out = row.data();
    const std::size_t count = row.size();
    for (std::size_t c = 0; c < count; ++c) out[c] -= weight * from[c];
}

MSAO_WIDE_VECTORS void addSquares(std::vector<double>& row, const std::vector<double>& candidates, double at) {
    const double* from = candidates.data();
    double* out = row.data();
    const std::size_t count = row.size();
    for (std::size_t c = 0; c < count; ++c) out[c] += (from[c] - at) * (from[c] - at);
}

MSAO_WIDE_VECTORS void scale(std::vector<double>& row, double factor) {
    for (double& value : row) value *= factor;
}

/// sum += factor * row
MSAO_WIDE_VECTORS void add(std::vector<double>& sum, double factor, const std::vector<double>& row) {
    const double* from = row.data();
    double* out = sum.data();
    const std::size_t count = sum.size();
    for (std::size_t c = 0; c < count; ++c) out[c] += factor * from[c];
}

MSAO_WIDE_VECTORS void subtractSquares(std::vector<double>& variance, const std::vector<double>& row) {
    const double* from = row.data();
    double* out = variance.data();
    const std::size_t count = variance.size();
    for (std::size_t c = 0; c < count; ++c) out[c] -= from[c] * from[c];
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
    std::vector<double> row(m_variance.size(), 0.0);
    for (std::size_t feature = 0; feature < kMaxFeatures; ++feature)
        addSquares(row, m_candidates[feature], m_points[observation][feature]);
    kernels(row, m_inverseScale);
    const std::vector<double>& factor = m_factor[observation];
    std::size_t i = 0;
    for (; i + kTogether <= observation; i += kTogether) subtractFour(row, &factor[i], &m_whiteKernels[i]);
    for (; i < observation; ++i) subtract(row, factor[i], m_whiteKernels[i]);
    scale(row, 1 / factor[observation]);
    subtractSquares(m_variance, row);
    add(m_valueSum, m_whiteValues[observation], row);
    add(m_oneSum, m_whiteOnes[observation], row);
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
