// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/json.h"
#include "msao/engine/model_config.h"

#include <optional>

namespace msao::engine {

/// audio_config and the audio tokens of config.json, as Qwen2.5-Omni's thinker writes them; absent without the former.
Result<std::optional<AudioConfig>> readAudioConfig(const JsonObject& file, const TextConfig& text,
                                                   const SpecialTokens& visual);

}  // namespace msao::engine
