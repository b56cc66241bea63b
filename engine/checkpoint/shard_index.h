// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/result.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace msao::engine {

/// model.safetensors.index.json: which file of the folder holds which tensor (names as in the files).
using ShardIndex = std::map<std::string, std::string>;

inline constexpr std::size_t kMaxShardIndexBytes = 2 << 20;

/// Refuses file names that are not plain names of safetensors files inside the folder.
Result<ShardIndex> parseShardIndex(std::string_view text, std::string_view fileName);

}  // namespace msao::engine
