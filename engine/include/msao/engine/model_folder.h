// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/model_config.h"
#include "msao/engine/result.h"

#include <filesystem>

namespace msao::engine {

/// What a checkpoint folder says of its model without its weights, which may be on other machines: config.json, and
/// where they are there generation_config.json and the preprocessors' files.
Result<ModelConfig> readModelConfig(const std::filesystem::path& folder);

}  // namespace msao::engine
