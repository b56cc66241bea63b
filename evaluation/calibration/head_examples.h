// SPDX-License-Identifier: Apache-2.0
// What the probe's heads learn from: early features of the draft, and where the target looked.
#pragma once

#include "evaluation/calibration/sample_measurement.h"

#include <span>
#include <stop_token>
#include <vector>

namespace msao::calibration {

/// Tokens of one medium behind one question.
struct HeadExample {
    engine::Modality modality = engine::Modality::Image;
    engine::FeatureRows features;  // pooled, as the probe reads them
    std::vector<float> prompt;     // mean embedding of the question's words
    std::vector<float> attention;  // one a token
    bool operator==(const HeadExample&) const = default;
};

/// M_spatial of Eq. 3 for one token that gets `attention`, where the mean over its medium is `mean`: one half at twice
/// the mean, and soon 0 or 1 where not, so that importance says the same whatever the number of tokens is.
float importanceLabel(double attention, double mean);

/// One for each medium of a question that was watched; of a large one `maxTokens`, evenly drawn.
engine::Result<std::vector<HeadExample>> headExamples(engine::Engine& draft, const engine::PromptDescription& asked,
                                                      std::span<const engine::TokenId> words,
                                                      const SampleMeasurement& watched, std::size_t maxTokens,
                                                      std::stop_token stop = {});

}  // namespace msao::calibration
