// SPDX-License-Identifier: Apache-2.0
// How a head is trained, whichever it is: Adam over shuffled batches, its rate along half a cosine. What did best on
// the examples that are held out is what remains.
#pragma once

#include "evaluation/calibration/adam.h"
#include "evaluation/calibration/head_training.h"

#include "msao/engine/progress.h"
#include "msao/engine/result.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <numeric>
#include <random>
#include <string_view>
#include <utility>
#include <vector>

namespace msao::calibration {

/// Every so many-th example is held out: neighbours are alike in kind, whoever made the questions.
inline std::size_t heldOutEvery(const HeadTrainingOptions& options) {
    return static_cast<std::size_t>(std::max(2.0, std::round(1 / options.heldOutShare)));
}

template <typename Parameters, typename Example>
class Descent {
public:
    Descent(Parameters& parameters, const std::vector<Example>& learnt, const HeadTrainingOptions& options)
        : m_parameters(parameters),
          m_learnt(learnt),
          m_options(options),
          m_random(options.seed),
          m_adam(parameters.values().size()) {}

    /// `heldOutLoss` of the parameters as they stand; returns the least. `what` is told with the progress.
    template <typename Loss>
    engine::Result<double> run(const Loss& heldOutLoss, std::string_view what, const engine::Progress& progress) {
        Parameters best = m_parameters;
        double bestLoss = heldOutLoss();
        for (std::int32_t epoch = 0; epoch < m_options.epochs; ++epoch) {
            progress.report(static_cast<double>(epoch) / m_options.epochs, what);
            if (progress.stop.stop_requested()) return engine::Error{engine::ErrorCode::Cancelled, "stopped"};
            trainOnce(epoch);
            const double loss = heldOutLoss();
            if (loss >= bestLoss) continue;
            bestLoss = loss;
            best = m_parameters;
        }
        progress.report(1, what);
        m_parameters = std::move(best);
        return bestLoss;
    }

private:
    void trainOnce(std::int32_t epoch) {
        std::vector<std::size_t> order(m_learnt.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::shuffle(order, m_random);
        for (std::size_t begin = 0; begin < order.size(); begin += m_options.batch) {
            const std::size_t end = std::min(order.size(), begin + m_options.batch);
            std::vector<float> gradient(m_parameters.values().size());
            for (std::size_t i = begin; i < end; ++i) m_parameters.learn(m_learnt[order[i]], gradient);
            for (float& value : gradient) value /= static_cast<float>(end - begin);
            const double done =
                (epoch + static_cast<double>(begin) / static_cast<double>(order.size())) / m_options.epochs;
            const double rate = m_options.learningRate * 0.5 * (1 + std::cos(std::numbers::pi * done));
            m_adam.step(m_parameters.values(), gradient, rate, m_options.weightDecay);
        }
    }

    Parameters& m_parameters;
    const std::vector<Example>& m_learnt;
    const HeadTrainingOptions& m_options;
    std::mt19937_64 m_random;
    Adam m_adam;
};

}  // namespace msao::calibration
