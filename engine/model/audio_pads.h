// SPDX-License-Identifier: Apache-2.0
// How the pad tokens of a prompt and its sounds belong together, and the words for when they do not.
#pragma once

#include "msao/engine/prompt.h"
#include "msao/engine/result.h"

#include <cstdint>
#include <span>
#include <vector>

namespace msao::engine {

/// Of a model without an audio encoder, no token is.
bool isAudioPad(TokenId token, const ModelConfig& config);

/// The model can hear these sounds, and there are kept bits for all their tokens.
Status checkAudio(std::span<const AudioInput> audios, const std::vector<KeptTokens>& kept, const ModelConfig& config);

/// One pad per sound becomes as many as it has tokens.
Result<std::vector<TokenId>> expandAudioPads(std::span<const TokenId> tokens, std::span<const AudioInput> audios,
                                             const ModelConfig& config);

/// Clears the entries of `stays` (one per token of the expanded sequence) whose sound token is not kept.
void dropAudio(std::span<const TokenId> expanded, const std::vector<KeptTokens>& kept,
               std::span<const AudioInput> audios, const ModelConfig& config, std::vector<bool>& stays);

/// Where the sound tokens of a prompt stand, and which rows of the audio tower's output go there, in the same order.
struct AudioPlaces {
    std::vector<std::int64_t> sequenceIndex;
    std::vector<std::int64_t> towerRow;
};

/// Finds them, or says in words what in the prompt does not fit the model or itself.
Result<AudioPlaces> audioPlaces(const Prompt& prompt, const ModelConfig& config);

}  // namespace msao::engine
