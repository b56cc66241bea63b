// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/world/question.h"
#include "training/packed_batch.h"

#include <ATen/core/Tensor.h>

#include <array>
#include <cstdint>

namespace msao::training {

/// Right of seen.
struct Share {
    std::int64_t right = 0;
    std::int64_t seen = 0;

    double value() const { return seen == 0 ? 0.0 : static_cast<double>(right) / static_cast<double>(seen); }
    void add(const Share& other) {
        right += other.right;
        seen += other.seen;
    }
};

/// What a pass showed of how far learning has come.
struct Measures {
    double loss = 0;
    std::int64_t passes = 0;
    Share kind, colour, size;  // of the visual tokens that show an object
    Share heard;               // of the sounds' tokens that are of a word or tone
    Share row, column;         // of all visual tokens, within the language model
    Share found;               // of the pointers to one object: its row and its column are known behind them
    Share looks;               // of the pointers: at least half of the attention is where it should be
    /// Answers whose every token is the likeliest, given those before it.
    std::array<Share, world::kAllQuestionTypes.size()> answers;

    void add(const Measures& other);
    double meanLoss() const { return passes == 0 ? 0.0 : loss / static_cast<double>(passes); }
};

/// Mean over visual tokens, background counting a tenth.
at::Tensor attributeLoss(const at::Tensor& scores, const at::Tensor& attributes);
void measureAttributes(const at::Tensor& scores, const at::Tensor& attributes, Measures& measures);

/// Mean over the sounds' tokens, those of nothing counting a fifth.
at::Tensor hearingLoss(const at::Tensor& scores, const at::Tensor& classes);
void measureHearing(const at::Tensor& scores, const at::Tensor& classes, Measures& measures);

/// How far the tokens of names are from the same names when they are read, in squares of those: the language model
/// knows its way from there. Words that it neither reads nor writes otherwise have nothing to be drawn to. `heard`:
/// what the tower makes of the batch's sounds; `embedding` is not taught.
at::Tensor readingLoss(const at::Tensor& heard, const at::Tensor& embedding, const PackedBatch& batch);

/// Mean over those that have a place of what is missed of its row and column; -1: none.
at::Tensor placeLoss(const at::Tensor& scores, const at::Tensor& places);
void measureFound(const at::Tensor& scores, const at::Tensor& places, Measures& measures);
void measurePlaces(const at::Tensor& scores, const at::Tensor& places, Measures& measures);

/// Mean over pointers and heads: how little of the attention is where it should be. `looks` as in Answers.
at::Tensor pointingLoss(const at::Tensor& looks, const at::Tensor& targets);
void measureLooks(const at::Tensor& looks, const at::Tensor& targets, Measures& measures);

/// Mean over answer tokens by weight. `teacher`: logits of another model at the same places, followed to the share
/// `distilled`; undefined: none.
at::Tensor answerLoss(const at::Tensor& logits, const PackedBatch& batch, const at::Tensor& teacher, double distilled);
void measureAnswers(const at::Tensor& logits, const PackedBatch& batch, Measures& measures);

}  // namespace msao::training
