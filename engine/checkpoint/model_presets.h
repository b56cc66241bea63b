// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/model_config.h"
#include "msao/engine/result.h"

#include <string_view>

namespace msao::engine {

/// The shapes of the published Qwen2-VL-2B and Qwen2.5-VL-7B.
ModelConfig qwen2VL2B();
ModelConfig qwen25VL7B();
/// About a million parameters, for tests: everything that the family has, small.
ModelConfig tinyModel(ModelFamily family);
/// The same with an audio encoder.
ModelConfig tinyAudioModel(ModelFamily family);

/// "qwen2-vl-2b", "qwen2.5-vl-7b", "tiny" or "tiny-audio"; `tinyFamily` says of which family a tiny one is.
Result<ModelConfig> presetNamed(std::string_view name, ModelFamily tinyFamily);

}  // namespace msao::engine
