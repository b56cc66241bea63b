// SPDX-License-Identifier: Apache-2.0
#include "evaluation/calibration/length_training.h"

#include "engine/probe/vector_math.h"
#include "evaluation/calibration/descent.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace msao::calibration {

using namespace engine;

namespace {

constexpr std::size_t kMostExamples = 1000;                 // what is solved grows with their cube
constexpr double kRidges[] = {0.01, 0.03, 0.1, 0.3, 1, 3};  // of the mean variance; the best on held-out examples

using Rows = std::vector<std::vector<double>>;

/// x of a x = b, with `a` positive definite; only its lower triangle is read.
std::vector<double> solved(Rows a, std::vector<double> b) {
    const std::size_t n = b.size();
    for (std::size_t row = 0; row < n; ++row) {  // Cholesky, and forward substitution along with it
        for (std::size_t column = 0; column <= row; ++column) {
            const double sum = std::inner_product(a[row].begin(), a[row].begin() + static_cast<std::ptrdiff_t>(column),
                                                  a[column].begin(), 0.0);
            const double rest = a[row][column] - sum;
            a[row][column] = column == row ? std::sqrt(rest) : rest / a[column][column];
            if (column < row) b[row] -= a[row][column] * b[column];
        }
        b[row] /= a[row][row];
    }
    for (std::size_t row = n; row-- > 0;) {
        b[row] /= a[row][row];
        for (std::size_t before = 0; before < row; ++before) b[before] -= a[row][before] * b[row];
    }
    return b;
}

class LengthTraining {
public:
    LengthTraining(std::span<const LengthExample> examples, const HeadTrainingOptions& options) {
        const std::size_t every = heldOutEvery(options);
        for (std::size_t e = 0; e < examples.size(); ++e) {
            const bool isHeldOut = e % every == every - 1;
            if (isHeldOut || m_learnt.size() < kMostExamples) (isHeldOut ? m_heldOut : m_learnt).push_back(examples[e]);
        }
        if (m_heldOut.empty()) m_heldOut.push_back(m_learnt.back());
        centre();
    }

    TrainedLengthHead run() const {
        LengthHead alike;
        alike.weights.assign(m_mean.size(), 0.0F);
        alike.bias = static_cast<float>(m_meanLog);
        TrainedLengthHead best{alike, errorOf(alike), errorOf(alike)};
        for (const double ridge : kRidges) {
            if (!(m_variance > 0)) break;  // one question, again and again
            const LengthHead head = headWith(ridge);
            const double error = errorOf(head);
            if (!(error < best.error)) continue;
            best.head = head;
            best.error = error;
        }
        best.head.bias += static_cast<float>(std::log(meanRatio(best.head)));
        return best;
    }

private:
    void centre() {
        const auto count = static_cast<double>(m_learnt.size());
        m_mean.assign(m_learnt.front().question.size(), 0.0);
        for (const LengthExample& example : m_learnt) {
            m_meanLog += std::log(example.tokens) / count;
            for (std::size_t i = 0; i < m_mean.size(); ++i) m_mean[i] += example.question[i] / count;
        }
        for (LengthExample& example : m_learnt) {
            for (std::size_t i = 0; i < m_mean.size(); ++i) example.question[i] -= static_cast<float>(m_mean[i]);
        }
        for (std::size_t row = 0; row < m_learnt.size(); ++row) {
            m_products.emplace_back();
            for (std::size_t column = 0; column <= row; ++column)
                m_products[row].push_back(dot(m_learnt[row].question, m_learnt[column].question));
            m_variance += m_products[row][row];
        }
        m_variance /= static_cast<double>(std::min(m_learnt.size(), m_mean.size()));
    }

    /// Solved in the examples rather than in the features: a wide model has more of these.
    LengthHead headWith(double ridge) const {
        Rows products = m_products;
        std::vector<double> logs;
        for (std::size_t e = 0; e < m_learnt.size(); ++e) {
            products[e][e] += ridge * m_variance;
            logs.push_back(std::log(m_learnt[e].tokens) - m_meanLog);
        }
        const std::vector<double> shares = solved(std::move(products), std::move(logs));
        std::vector<double> weights(m_mean.size());
        for (std::size_t e = 0; e < m_learnt.size(); ++e) {
            for (std::size_t i = 0; i < weights.size(); ++i) weights[i] += shares[e] * m_learnt[e].question[i];
        }
        LengthHead head;
        head.weights.assign(weights.begin(), weights.end());
        head.bias =
            static_cast<float>(m_meanLog - std::inner_product(weights.begin(), weights.end(), m_mean.begin(), 0.0));
        return head;
    }

    static double expectedOf(const LengthHead& head, const LengthExample& example) {
        const FeatureRows mean{1, static_cast<std::int64_t>(example.question.size()), example.question};
        return expectedAnswerTokens(head, mean).value_or(1);
    }

    double errorOf(const LengthHead& head) const {
        double sum = 0;
        for (const LengthExample& example : m_heldOut)
            sum += std::abs(std::log(expectedOf(head, example) / example.tokens));
        return sum / static_cast<double>(m_heldOut.size());
    }

    /// True over expected. The mean of logarithms is that of a shorter answer than the mean of lengths, and what
    /// answers lose goes with their lengths.
    double meanRatio(const LengthHead& head) const {
        double sum = 0;
        for (const LengthExample& example : m_heldOut) sum += example.tokens / expectedOf(head, example);
        return sum / static_cast<double>(m_heldOut.size());
    }

    std::vector<LengthExample> m_learnt;  // questions less their mean
    std::vector<LengthExample> m_heldOut;
    std::vector<double> m_mean;
    double m_meanLog = 0;
    Rows m_products;  // of learnt questions, lower triangle
    double m_variance = 0;
};

}  // namespace

TrainedLengthHead trainLengthHead(std::span<const LengthExample> examples, const HeadTrainingOptions& options) {
    return LengthTraining(examples, options).run();
}

}  // namespace msao::calibration
