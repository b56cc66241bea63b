// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/checkpoint/safetensors_header.h"
#include "msao/engine/result.h"

#include <string_view>
#include <vector>

namespace msao::engine {

/// The JSON of a safetensors header, straight into entries: nothing else is ever built, so memory stays below a small
/// multiple of the text. Offsets and names are not compared yet.
Result<std::vector<SafetensorsEntry>> parseSafetensorsJson(std::string_view text, std::string_view fileName);

}  // namespace msao::engine
