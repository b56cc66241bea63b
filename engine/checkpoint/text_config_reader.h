// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/json.h"
#include "msao/engine/model_config.h"

namespace msao::engine {

/// The language model's part of config.json: `text` is the nested text_config, or the whole file in the flat form.
Result<TextConfig> readTextConfig(const JsonObject& text);

}  // namespace msao::engine
