// SPDX-License-Identifier: Apache-2.0
#include "evaluation/calibration/modal_training.h"

#include "evaluation/calibration/calibration_bins.h"
#include "evaluation/calibration/descent.h"
#include "evaluation/calibration/feature_scale.h"
#include "evaluation/calibration/modal_parameters.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

namespace msao::calibration {

using namespace engine;

namespace {

class ModalTraining {
public:
    ModalTraining(std::span<const ModalExample> examples, const HeadTrainingOptions& options)
        : m_options(options),
          m_promptScale(examples.front().prompt.size()),
          m_featureScale(examples.front().prompt.size()),
          m_parameters(examples.front().prompt.size(), options.seed) {
        divide(examples);
    }

    Result<TrainedModalHead> run(const Progress& progress) {
        Descent descent(m_parameters, m_learnt, m_options);
        MSAO_TRY([[maybe_unused]] const double bestLoss,
                 descent.run([this] { return heldOutLoss(1); }, "training the head of modalities", progress));
        return result();
    }

private:
    void divide(std::span<const ModalExample> examples) {
        const std::size_t every = heldOutEvery(m_options);
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
