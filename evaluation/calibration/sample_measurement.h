// SPDX-License-Identifier: Apache-2.0
// What one question shows of a pair: the target answers it greedily, the draft model is asked for each of these tokens,
// and the target once more with parts of the prompt left out.
#pragma once

#include "msao/engine/engine.h"
#include "msao/engine/importance.h"
#include "msao/engine/prompt_description.h"

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace msao::calibration {

struct MeasuringOptions {
    std::int32_t maxNewTokens = 32;
    std::vector<double> removed = {0.25, 0.5, 0.75};  // shares of a modality's tokens that are left out
};

struct MeasuredDraft {
    float normalisedEntropy = 0;
    bool wasAccepted = false;
    bool operator==(const MeasuredDraft&) const = default;
};

/// Share of the answer's tokens that the target no longer says, each behind the answer as it was.
struct MeasuredLoss {
    engine::Modality modality = engine::Modality::Image;
    double removed = 0;  // in fact: what looks like fine text is kept beyond the budget
    double loss = 0;
    bool operator==(const MeasuredLoss&) const = default;
};

struct SampleMeasurement {
    std::vector<MeasuredDraft> drafts;
    std::vector<MeasuredLoss> losses;
    bool operator==(const SampleMeasurement&) const = default;
};

struct MeasuredPair {
    engine::Engine& draft;
    engine::Engine& target;
    const engine::ImportanceSource& importance;
};

/// `words` are those of the question.
engine::Result<SampleMeasurement> measureSample(const MeasuredPair& pair, engine::PromptDescription asked,
                                                std::span<const engine::TokenId> words, const MeasuringOptions& options,
                                                std::stop_token stop = {});

}  // namespace msao::calibration
