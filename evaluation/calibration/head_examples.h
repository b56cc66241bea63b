// SPDX-License-Identifier: Apache-2.0
// What the probe's heads learn from: early features of the draft, where the target looked, and what it owes to each
// modality.
#pragma once

#include "evaluation/calibration/sample_measurement.h"

#include <optional>
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

/// One modality of a question.
struct ModalPart {
    engine::Modality modality = engine::Modality::Text;
    std::vector<float> features;  // z_m of Eq. 6; empty where nobody knows it
    float share = 0;              // of what the target's answer owes to all of them
    bool operator==(const ModalPart&) const = default;
};

struct ModalExample {
    std::vector<float> prompt;  // p: mean embedding of the question's words
    std::vector<ModalPart> parts;
    bool operator==(const ModalExample&) const = default;
};

struct QuestionExamples {
    std::vector<HeadExample> media;          // of a large medium `maxTokens`, evenly drawn
    std::optional<ModalExample> modalities;  // where their relevance was measured
};

/// Of a question that was watched; nothing where it is about no media.
engine::Result<QuestionExamples> questionExamples(engine::Engine& draft, const engine::PromptDescription& asked,
                                                  std::span<const engine::TokenId> words,
                                                  const SampleMeasurement& watched, std::size_t maxTokens,
                                                  std::stop_token stop = {});

}  // namespace msao::calibration
