// SPDX-License-Identifier: Apache-2.0
// A prompt as values: tokens with every pad expanded, their M-RoPE positions, and which of them are kept.
#pragma once

#include "msao/engine/audio_input.h"
#include "msao/engine/ids.h"
#include "msao/engine/model_config.h"
#include "msao/engine/result.h"
#include "msao/engine/visual_input.h"

#include <cstdint>
#include <span>
#include <vector>

namespace msao::engine {

/// One bit per language token of one visual or audio input, in sequence order; empty means that all are kept.
using KeptTokens = std::vector<bool>;

struct Prompt {
    std::vector<TokenId> tokens;          // pads expanded; pruned tokens already gone
    std::vector<RopePosition> positions;  // one per token; kept tokens keep the coordinates they had before pruning
    std::vector<VisualInput> visuals;     // in order of appearance
    std::vector<KeptTokens> kept;         // one per visual input
    std::int32_t nextPosition = 0;        // all three coordinates of the first generated token
    std::vector<AudioInput> audios;       // in order of appearance
    std::vector<KeptTokens> keptAudio;    // one per audio input
};

/// Coordinates of every token of an unpruned sequence that begins at `firstPosition` (0 for a new conversation).
struct RopeLayout {
    std::vector<RopePosition> positions;
    std::int32_t nextPosition = 0;
};
Result<RopeLayout> ropeLayout(std::span<const TokenId> expandedTokens, std::span<const VisualInput> visuals,
                              const ModelConfig& config, std::int32_t firstPosition);

/// Expands one pad per visual input to as many as it has tokens, lays out positions, then drops what is not kept.
Result<Prompt> buildPrompt(std::span<const TokenId> tokens, std::vector<VisualInput> visuals,
                           std::vector<KeptTokens> kept, const ModelConfig& config, std::int32_t firstPosition = 0);

/// What a prompt shows and plays, each kind in order of appearance. Empty lists of kept tokens keep everything.
struct PromptMedia {
    std::vector<VisualInput> visuals;
    std::vector<KeptTokens> kept;
    std::vector<AudioInput> audios;
    std::vector<KeptTokens> keptAudio;
};

/// The same with sounds. The tokens of a sound are laid out like text: each advances all three coordinates by one.
Result<Prompt> buildPrompt(std::span<const TokenId> tokens, PromptMedia media, const ModelConfig& config,
                           std::int32_t firstPosition = 0);

}  // namespace msao::engine
