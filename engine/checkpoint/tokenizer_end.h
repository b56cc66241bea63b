// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/result.h"

#include <cstdint>
#include <filesystem>

namespace msao::engine {

/// One past the largest token id that a tokenizer.json defines, without building the tokenizer.
Result<std::int32_t> readTokenizerEnd(const std::filesystem::path& tokenizerJson);

}  // namespace msao::engine
