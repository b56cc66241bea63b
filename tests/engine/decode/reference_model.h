// SPDX-License-Identifier: Apache-2.0
// The language model in double precision, one token after the other, written without a look at the kernels.
#pragma once

#include "msao/engine/ids.h"
#include "tests/engine/decode/tiny_model.h"

#include <vector>

namespace msao::engine::test {

/// Logits [tokens, vocabularySize] of one sequence. Weights are those of the model after quantisation for its type.
std::vector<double> referenceLogits(const TinyModel& model, WeightType type, const std::vector<TokenId>& tokens,
                                    const std::vector<RopePosition>& positions);

/// The values that decode computes with, from the checkpoint room's own quantisation.
std::vector<float> effectiveValues(const TinyMatrix& matrix, WeightType type);

}  // namespace msao::engine::test
