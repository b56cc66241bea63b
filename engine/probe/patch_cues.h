// SPDX-License-Identifier: Apache-2.0
// What pixels alone say about tokens, before any model looks at them.
#pragma once

#include "msao/engine/model_config.h"
#include "msao/engine/visual_input.h"

#include <cstddef>
#include <span>
#include <vector>

namespace msao::engine {

std::size_t tokenCount(const VisualInput& visual, const VisionConfig& vision);
/// The pixels of one of `tokens` tokens, all its patches and frames.
std::span<const float> tokenPixels(const VisualInput& visual, std::size_t tokens, std::size_t token);

/// One bit per token: many strong edges inside, as fine text has, or some of them beside a token that has many. Strong
/// patterns of other kinds are taken for text too: the guard errs towards keeping.
std::vector<bool> fineTextTokens(const VisualInput& visual, const VisionConfig& vision);

/// One bit per token: its pixels equal, value for value, those of an earlier token of the same input (screens, flat
/// walls, a clip that stands still).
std::vector<bool> duplicateTokens(const VisualInput& visual, const VisionConfig& vision);

}  // namespace msao::engine
