// SPDX-License-Identifier: Apache-2.0
// What one question shows of a pair: the target answers it greedily and is watched where it looks, the draft model is
// asked for each of these tokens, and the target once more with parts of the prompt left out.
#pragma once

#include "evaluation/calibration/modality_relevance.h"

#include "msao/engine/engine.h"
#include "msao/engine/importance.h"
#include "msao/engine/prompt_description.h"

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace msao::calibration {

struct MeasuringOptions {
    std::int32_t maxNewTokens = 64;
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

/// What travels of a modality at one quality of its codec.
struct MeasuredRate {
    engine::Modality modality = engine::Modality::Image;
    int quality = 100;
    double bytesPerToken = 0;  // of each kept token
    double removed = 0;        // share of the raw bytes
    double loss = 0;           // as of MeasuredLoss
    bool operator==(const MeasuredRate&) const = default;
};

struct SampleMeasurement {
    std::vector<MeasuredDraft> drafts = {};
    std::vector<MeasuredLoss> losses = {};
    std::vector<engine::TokenId> answer = {};  // the target's
    /// Of each visual, then of each sound: the attention that its tokens get from the question and the answer.
    std::vector<std::vector<float>> attention = {};
    std::vector<MeasuredRelevance> relevance = {};  // of each modality, where there are two to weigh
    std::vector<MeasuredRate> rates = {};
    bool hasLosses = false;  // and rates: they were measured, if any
    bool operator==(const SampleMeasurement&) const = default;
};

struct MeasuredPair {
    engine::Engine& draft;
    engine::Engine& target;
};

/// Everything but losses and rates. `words` are those of the question.
engine::Result<SampleMeasurement> watchSample(const MeasuredPair& pair, const engine::PromptDescription& asked,
                                              std::span<const engine::TokenId> words, const MeasuringOptions& options,
                                              std::stop_token stop = {});

/// Share of the answer's tokens that the target does not say of this prompt, each behind the answer as it was.
engine::Result<double> lossOf(engine::Engine& target, const engine::PromptDescription& changed,
                              std::span<const engine::TokenId> answer, std::stop_token stop = {});

/// Of a sample that was watched. `importance` says what is left out first.
engine::Result<std::vector<MeasuredLoss>> measureLosses(const MeasuredPair& pair,
                                                        const engine::ImportanceSource& importance,
                                                        engine::PromptDescription asked,
                                                        std::span<const engine::TokenId> words,
                                                        std::span<const engine::TokenId> answer,
                                                        const MeasuringOptions& options, std::stop_token stop = {});

}  // namespace msao::calibration
