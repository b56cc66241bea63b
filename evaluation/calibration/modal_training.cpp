// SPDX-License-Identifier: Apache-2.0
#include "evaluation/calibration/modal_training.h"

#include "evaluation/calibration/adam.h"
#include "evaluation/calibration/calibration_bins.h"
#include "evaluation/calibration/feature_scale.h"
#include "evaluation/calibration/modal_parameters.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <random>
#include <vector>

namespace msao::calibration {

using namespace engine;

namespace {

class ModalTraining {
public:
    ModalTraining(std::span<const ModalExample> examples, const HeadTrainingOptions& options)
        : m_options(options),
          m_random(options.seed),
          m_promptScale(examples.front().prompt.size()),
          m_featureScale(examples.front().prompt.size()),
          m_parameters(examples.front().prompt.size(), options.seed) {
        divide(examples);
    }

    Result<TrainedModalHead> run(const Progress& progress) {
        Adam adam(m_parameters.values().size());
        ModalParameters best = m_parameters;
        double bestLoss = heldOutLoss(1);
        for (std::int32_t epoch = 0; epoch < m_options.epochs; ++epoch) {
            progress.report(static_cast<double>(epoch) / m_options.epochs, "training the head of modalities");
            if (progress.stop.stop_requested()) return Error{ErrorCode::Cancelled, "stopped"};
            trainOnce(adam, epoch);
            const double loss = heldOutLoss(1);
            if (loss >= bestLoss) continue;
            bestLoss = loss;
            best = m_parameters;
        }
        progress.report(1, "training the head of modalities");
        m_parameters = std::move(best);
        return result();
    }

private:
    /// Every so many-th example is held out, as for the heads of tokens.
    void divide(std::span<const ModalExample> examples) {
        const auto every = static_cast<std::size_t>(std::max(2.0, std::round(1 / m_options.heldOutShare)));
        for (std::size_t e = 0; e < examples.size(); ++e) {
            if (e % every == every - 1) continue;
            m_promptScale.add(examples[e].prompt);
            for (const ModalPart& part : examples[e].parts) {
                if (!part.features.empty()) m_featureScale.add(part.features);
            }
        }
        m_promptScale.finish();
        m_featureScale.finish();
        for (std::size_t e = 0; e < examples.size(); ++e)
            (e % every == every - 1 ? m_heldOut : m_learnt).push_back(scaled(examples[e]));
        if (m_heldOut.empty()) m_heldOut.push_back(m_learnt.back());
    }

    ModalExample scaled(ModalExample example) const {
        example.prompt = m_promptScale.scaled(example.prompt);
        for (ModalPart& part : example.parts) {
            if (!part.features.empty()) part.features = m_featureScale.scaled(part.features);
        }
        return example;
    }

    void trainOnce(Adam& adam, std::int32_t epoch) {
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
            adam.step(m_parameters.values(), gradient, rate, m_options.weightDecay);
        }
    }

    double heldOutLoss(double temperature) const {
        double loss = 0;
        for (const ModalExample& example : m_heldOut)
            loss += crossEntropy(softmax(m_parameters.alphas(example), temperature), example);
        return loss / static_cast<double>(m_heldOut.size());
    }

    double bestTemperature() const {
        constexpr int kSteps = 12;  // to either side of 1, six to a doubling
        double best = 1, least = heldOutLoss(1);
        for (int step = -kSteps; step <= kSteps; ++step) {
            const double temperature = std::exp2(step / 6.0);
            const double loss = heldOutLoss(temperature);
            if (loss >= least) continue;
            least = loss;
            best = temperature;
        }
        return best;
    }

    TrainedModalHead result() const {
        TrainedModalHead trained;
        trained.temperature = bestTemperature();
        trained.loss = heldOutLoss(trained.temperature);
        trained.lossAlike = heldOutLoss(std::numeric_limits<double>::infinity());
        CalibrationBins bins;
        double parts = 0;
        for (const ModalExample& example : m_heldOut) {
            const std::vector<double> beta = softmax(m_parameters.alphas(example), trained.temperature);
            for (std::size_t p = 0; p < beta.size(); ++p) {
                const float share = example.parts[p].share;
                bins.add(static_cast<float>(beta[p]), share);
                trained.error += std::abs(beta[p] - share);
                trained.errorAlike += std::abs(1 / static_cast<double>(beta.size()) - share);
                ++parts;
            }
        }
        trained.error /= parts;
        trained.errorAlike /= parts;
        trained.calibrationError = bins.expectedError();
        trained.head = unscaledHead();
        return trained;
    }

    ModalHead unscaledHead() const {
        ModalHead head = m_parameters.head();
        const auto width = static_cast<std::size_t>(head.inputWidth);
        for (std::size_t h = 0; h < head.firstBias.size(); ++h) {
            const std::span<float> row = std::span(head.first).subspan(2 * h * width, 2 * width);
            m_promptScale.unscale(row.first(width), head.firstBias[h]);
            m_featureScale.unscale(row.last(width), head.firstBias[h]);
        }
        head.secondBias -= meanAlphaWhereFree();
        return head;
    }

    /// A modality whose features nobody knows has alpha 0. Where training met none, the head's own mean is moved there,
    /// which changes nothing between those that it knows.
    float meanAlphaWhereFree() const {
        double sum = 0, count = 0;
        for (const ModalExample& example : m_learnt) {
            const std::vector<double> alphas = m_parameters.alphas(example);
            for (std::size_t p = 0; p < alphas.size(); ++p) {
                if (example.parts[p].features.empty()) return 0;
                sum += alphas[p];
                ++count;
            }
        }
        return static_cast<float>(sum / count);
    }

    HeadTrainingOptions m_options;
    std::mt19937_64 m_random;
    FeatureScale m_promptScale;
    FeatureScale m_featureScale;
    ModalParameters m_parameters;
    std::vector<ModalExample> m_learnt;
    std::vector<ModalExample> m_heldOut;
};

Status checkExamples(std::span<const ModalExample> examples) {
    if (examples.size() < 2) return Error{ErrorCode::InvalidArgument, "a head needs at least two examples"};
    const std::size_t width = examples.front().prompt.size();
    for (const ModalExample& example : examples) {
        bool isAlike = width > 0 && example.prompt.size() == width && !example.parts.empty();
        for (const ModalPart& part : example.parts)
            isAlike = isAlike && (part.features.empty() || part.features.size() == width);
        if (!isAlike) return Error{ErrorCode::ShapeMismatch, "examples of a head must be of one width, and not empty"};
    }
    return Done{};
}

}  // namespace

Result<TrainedModalHead> trainModalHead(std::span<const ModalExample> examples, const HeadTrainingOptions& options,
                                        const Progress& progress) {
    MSAO_CHECK(checkExamples(examples));
    return ModalTraining(examples, options).run(progress);
}

}  // namespace msao::calibration
