// SPDX-License-Identifier: Apache-2.0
// The JSON files of a checkpoint in the flat, published form; what model_config_reader.h reads back to equal values.
#pragma once

#include "msao/engine/model_config.h"

#include <string>

namespace msao::engine {

std::string configJson(const ModelConfig& model);
std::string generationConfigJson(const ModelConfig& model);
std::string preprocessorConfigJson(const ModelConfig& model);
/// The two families' conversation format, as a Jinja template of our own wording.
std::string chatTemplateJson();

}  // namespace msao::engine
