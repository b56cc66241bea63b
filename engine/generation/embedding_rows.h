// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/decode/language_weights.h"
#include "msao/engine/early_features.h"
#include "msao/engine/ids.h"
#include "msao/engine/result.h"

#include <span>

namespace msao::engine {

/// One row of the embedding for each token, as float32: [tokens, hiddenSize].
Result<FeatureRows> embeddingRows(const LanguageWeights& weights, std::span<const TokenId> tokens);

}  // namespace msao::engine
