// SPDX-License-Identifier: Apache-2.0
// The two models of the demo pair: ordinary Qwen2-VL configurations, small enough to be trained on two cores.
#pragma once

#include "msao/engine/model_config.h"

#include <cstdint>

namespace msao::training {

enum class Role { Draft, Target };

/// Rows of the embedding in both models; the tokenizer ends below it.
inline constexpr std::int32_t kVocabularyRows = 1536;
/// Byte tokens and merges that the tokenizer may have below its special tokens.
inline constexpr std::int32_t kMostRegularTokens = 1500;

/// The side of the pictures that the pair is trained on: 16 x 16 patches, 8 x 8 language tokens.
inline constexpr int kPictureSide = 224;
inline constexpr int kTokensPerSide = 8;

/// Beyond it nothing is listened to.
inline constexpr int kLongestSoundSeconds = 30;

/// It sees and hears. `regularTokens`: where the tokenizer's special tokens begin.
engine::ModelConfig demoModel(Role role, std::int32_t regularTokens);

const char* name(Role role);

}  // namespace msao::training
