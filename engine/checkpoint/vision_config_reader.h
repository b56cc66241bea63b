// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/json.h"
#include "msao/engine/model_config.h"

namespace msao::engine {

/// The vision tower's part of config.json; `file` is the whole one.
Result<VisionConfig> readVisionConfig(const JsonObject& file, ModelFamily family);

}  // namespace msao::engine
