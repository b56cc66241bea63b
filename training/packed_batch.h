// SPDX-License-Identifier: Apache-2.0
// What one pass learns from: pictures of one shape, sounds of one length, or both, each with several questions packed
// behind it, as tensors. A sound without a picture counts as a picture of no tokens.
//
// A picture's *prefix* is the conversation up to the end of the picture and of its sound. Behind it stand `rows` rows
// of `rowTokens` tokens; a row holds one or more *turns* (question and answer), each of which sees the prefix and
// itself, and counts its positions from the prefix's end. So the picture is paid for once, whatever is asked about it.
#pragma once

#include "msao/engine/ids.h"
#include "msao/engine/visual_input.h"
#include "msao/world/question.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace msao::training {

/// A turn of the batch and where its answer's loss stands; for measuring, not for learning.
struct PackedTurn {
    world::QuestionType type = world::QuestionType::Count;
    std::int64_t firstLoss = 0;  // index into lossRows
    std::int64_t lossCount = 0;
    std::int64_t picture = 0;
};

struct PackedBatch {
    std::int64_t pictures = 0;
    engine::PatchGrid grid;  // of each picture or clip
    bool isStill = true;     // one frame only: patches hold it once, 3 * 14 * 14 values
    at::Tensor patches;      // [pictures * grid.patches(), values], bfloat16; undefined: sounds alone
    /// Of all pictures' visual tokens those that are kept, ascending: equally many of every time step. The tower does
    /// not see the others.
    std::vector<std::int64_t> keptTokens;

    at::Tensor spectra;  // [pictures, melBins, frames], float32; undefined: nothing is to be heard

    // The prefix: `before` text tokens, the kept visual tokens, `between`, the sound's tokens, then `after`.
    std::int64_t before = 0, between = 0, after = 0;
    at::Tensor prefixText;         // [before + between + after], int64: the same for all
    std::int64_t visualCount = 0;  // kept tokens of each picture
    std::int64_t soundCount = 0;   // tokens of each sound

    std::int64_t rows = 0, rowTokens = 0;  // rows of each picture
    at::Tensor rowIds;                     // [pictures * rows * rowTokens], int64; padding is any token
    at::Tensor turns;                      // [pictures * rows, rowTokens], int32: which turn of its row; -1: padding
    std::vector<engine::RopePosition> positions;  // of all prefixes, then of all rows

    at::Tensor lossRows;     // [n], int64: places in rowIds whose next token is learnt
    at::Tensor lossTokens;   // [n], int64: that token
    at::Tensor lossWeights;  // [n], float32
    std::vector<PackedTurn> packedTurns;

    // What the attention is shown: the prefix's tokens that a question's token should look at.
    at::Tensor pointQueries;  // [m], int64: places in rowIds
    at::Tensor pointTargets;  // [m, prefix tokens], float32: 1 for each that is right
    at::Tensor pointPlaces;   // [m, 2], int64: row and column of the one object that is pointed at; -1: not one

    at::Tensor attributes;  // [kept tokens, 3], int64: kind, colour, size class of each; 0: nothing
    at::Tensor places;      // [kept tokens, 2], int64: row and column of each
    at::Tensor heard;       // [pictures * soundCount], int64: hearingClass of each sound's tokens
    at::Tensor heardNames;  // as heard: the vocabulary's row for the same word when it is read, of names of what
                            // pictures show; -1: it is none

    std::int64_t prefixTokens() const { return before + visualCount + between + soundCount + after; }
    bool hasQuestions() const { return rows > 0; }
    bool hasPictures() const { return patches.defined(); }
    bool hasSounds() const { return spectra.defined(); }
};

}  // namespace msao::training
