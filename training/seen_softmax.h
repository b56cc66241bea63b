// SPDX-License-Identifier: Apache-2.0
// The softmax of packed attention, where a query sees a prefix and a stretch of its own row, as one pass over memory
// each way; torch would mask, join, soften and cut apart again.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace msao::training {

/// Of queries in the order [pictures, kvHeads, rows, group, tokens], to the keys of their picture's prefix and to
/// those of their own row.
struct RowScores {
    at::Tensor prefix;  // [..., prefixTokens], which may be 0
    at::Tensor own;     // [..., tokens]
};

struct SeenKeys {
    at::Tensor first;  // [pictures * rows, tokens], int32: a token sees its row from here to itself
    std::int64_t rows = 1;
    std::int64_t kvHeads = 1;
    std::int64_t group = 1;
};

/// Chances in the scores' shapes and type; 0 for what is not seen. Scores are multiplied by `scale` first. Fast for
/// bfloat16 on CPUs; others take torch's way.
RowScores seenSoftmax(const RowScores& scores, const SeenKeys& seen, double scale);

}  // namespace msao::training
