// SPDX-License-Identifier: Apache-2.0
// What one question shows of a pair: the target answers it greedily and is watched where it looks, the draft model is
// asked for each of these tokens, and the target once more with parts of the prompt left out.
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
    std::vector<engine::TokenId> answer = {};  // the target's
    /// Of each visual, then of each sound: the attention that its tokens get from the question and the answer.
    std::vector<std::vector<float>> attention = {};
    bool hasLosses = false;  // they were measured, if any
    bool operator==(const SampleMeasurement&) const = default;
};

struct MeasuredPair {
    engine::Engine& draft;
    engine::Engine& target;
};

/// Everything but the losses.
engine::Result<SampleMeasurement> watchSample(const MeasuredPair& pair, const engine::PromptDescription& asked,
                                              const MeasuringOptions& options, std::stop_token stop = {});

/// Of a sample that was watched. `words` are those of the question; `importance` says what is left out first.
engine::Result<std::vector<MeasuredLoss>> measureLosses(const MeasuredPair& pair,
                                                        const engine::ImportanceSource& importance,
                                                        engine::PromptDescription asked,
                                                        std::span<const engine::TokenId> words,
                                                        std::span<const engine::TokenId> answer,
                                                        const MeasuringOptions& options, std::stop_token stop = {});

}  // namespace msao::calibration
