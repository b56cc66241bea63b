// SPDX-License-Identifier: Apache-2.0
// How the pad tokens of a prompt and its visual inputs belong together, and the words for when they do not.
#pragma once

#include "msao/engine/ids.h"
#include "msao/engine/model_config.h"
#include "msao/engine/result.h"
#include "msao/engine/visual_input.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace msao::engine {

bool isVisualPad(TokenId token, const ModelConfig& config);
TokenId padToken(VisualKind kind, const ModelConfig& config);

/// Language tokens of a visual input (at least one), or why its grid has no such number.
Result<std::int64_t> visualTokens(const VisualInput& visual, std::size_t index, const ModelConfig& config);

/// The patches are there, as many as the grid says.
Status checkPatches(const VisualInput& visual, std::size_t index, const ModelConfig& config);

/// `count` pads of the visual's kind stand at `begin`.
Status expectPads(std::span<const TokenId> tokens, std::size_t begin, std::int64_t count, std::size_t index,
                  VisualKind kind, const ModelConfig& config);

Error tooManyPads(std::size_t tokenIndex, std::size_t visualCount);
Error tooFewPads(std::size_t padGroups, std::size_t visualCount);

}  // namespace msao::engine
