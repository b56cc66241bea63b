// SPDX-License-Identifier: Apache-2.0
#include "evaluation/calibration/head_training.h"

#include "evaluation/calibration/calibration_bins.h"
#include "evaluation/calibration/descent.h"
#include "evaluation/calibration/feature_scale.h"
#include "evaluation/calibration/head_parameters.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>

namespace msao::calibration {

using namespace engine;

namespace {

std::vector<float> labelsOf(const std::vector<float>& attention) {
    const double mean = std::accumulate(attention.begin(), attention.end(), 0.0) /
                        static_cast<double>(std::max<std::size_t>(1, attention.size()));
    std::vector<float> labels;
    for (const float value : attention) labels.push_back(importanceLabel(value, mean));
    return labels;
}

/// Of one medium's attention, what its more important half gets.
double attentionKept(const ScaledExample& example, const std::vector<float>& predicted) {
    std::vector<std::size_t> order(predicted.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::ranges::greater(), [&](std::size_t t) { return predicted[t]; });
    double kept = 0, all = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        all += example.attention[order[i]];
        if (2 * i < order.size()) kept += example.attention[order[i]];
    }
    return all > 0 ? kept / all : 1;
}

class HeadTraining {
public:
    HeadTraining(std::span<const HeadExample> examples, const HeadTrainingOptions& options)
        : m_options(options),
          m_tokenScale(static_cast<std::size_t>(examples.front().features.width)),
          m_promptScale(examples.front().prompt.size()),
          m_parameters(static_cast<std::size_t>(examples.front().features.width), examples.front().prompt.size(),
                       options.seed) {
        divide(examples);
    }

    Result<TrainedHead> run(const Progress& progress) {
        Descent descent(m_parameters, m_learnt, m_options);
        MSAO_TRY(const double bestLoss, descent.run([this] { return heldOutLoss(); }, "training heads", progress));
        return result(bestLoss);
    }

private:
    void divide(std::span<const HeadExample> examples) {
        const std::size_t every = heldOutEvery(m_options);
        for (std::size_t e = 0; e < examples.size(); ++e) {
            if (e % every == every - 1) continue;
            for (std::int64_t t = 0; t < examples[e].features.rows; ++t) m_tokenScale.add(examples[e].features.row(t));
            m_promptScale.add(examples[e].prompt);
        }
        m_tokenScale.finish();
        m_promptScale.finish();
        for (std::size_t e = 0; e < examples.size(); ++e)
            (e % every == every - 1 ? m_heldOut : m_learnt).push_back(scaled(examples[e]));
        if (m_heldOut.empty()) m_heldOut.push_back(m_learnt.back());
    }

    ScaledExample scaled(const HeadExample& example) const {
        ScaledExample scaled;
        for (std::int64_t t = 0; t < example.features.rows; ++t) {
            const std::vector<float> token = m_tokenScale.scaled(example.features.row(t));
            scaled.tokens.insert(scaled.tokens.end(), token.begin(), token.end());
        }
        scaled.prompt = m_promptScale.scaled(example.prompt);
        scaled.labels = labelsOf(example.attention);
        scaled.attention = example.attention;
        return scaled;
    }

    double heldOutLoss() const {
        double loss = 0;
        std::vector<float> unused(m_parameters.values().size());
        for (const ScaledExample& example : m_heldOut) loss += m_parameters.learn(example, unused);
        return loss / static_cast<double>(m_heldOut.size());
    }

    TrainedHead result(double loss) const {
        TrainedHead trained;
        trained.loss = loss;
        CalibrationBins bins;
        for (const ScaledExample& example : m_heldOut) {
            const std::vector<float> predicted = m_parameters.predict(example);
            for (std::size_t t = 0; t < predicted.size(); ++t) bins.add(predicted[t], example.labels[t]);
            trained.attentionKept += attentionKept(example, predicted) / static_cast<double>(m_heldOut.size());
        }
        trained.calibrationError = bins.expectedError();
        trained.head = unscaledHead();
        return trained;
    }

    SpatialHead unscaledHead() const {
        SpatialHead head = m_parameters.head();
        m_tokenScale.unscale(head.weights, head.bias);
        for (std::size_t u = 0; u < HeadParameters::kUnits; ++u) {
            const auto row = [u](std::vector<float>& rows, std::size_t width) {
                return std::span(rows).subspan(u * width, width);
            };
            m_tokenScale.unscale(row(head.units.seen, m_tokenScale.width()), head.units.seenBias[u]);
            m_promptScale.unscale(row(head.units.asked, m_promptScale.width()), head.units.askedBias[u]);
        }
        return head;
    }

    HeadTrainingOptions m_options;
    FeatureScale m_tokenScale;
    FeatureScale m_promptScale;
    HeadParameters m_parameters;
    std::vector<ScaledExample> m_learnt;
    std::vector<ScaledExample> m_heldOut;
};

Status checkExamples(std::span<const HeadExample> examples) {
    if (examples.size() < 2) return Error{ErrorCode::InvalidArgument, "a head needs at least two examples"};
    for (const HeadExample& example : examples) {
        const bool isAlike = example.features.width == examples.front().features.width &&
                             example.prompt.size() == examples.front().prompt.size() &&
                             std::cmp_equal(example.attention.size(), example.features.rows) &&
                             example.features.rows > 0;
        if (!isAlike) return Error{ErrorCode::ShapeMismatch, "examples of a head must be of one width, and not empty"};
    }
    return Done{};
}

}  // namespace

Result<TrainedHead> trainHead(std::span<const HeadExample> examples, const HeadTrainingOptions& options,
                              const Progress& progress) {
    MSAO_CHECK(checkExamples(examples));
    return HeadTraining(examples, options).run(progress);
}

}  // namespace msao::calibration
