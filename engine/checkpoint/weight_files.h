// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/checkpoint/safetensors_file.h"
#include "msao/engine/result.h"

#include <filesystem>
#include <vector>

namespace msao::engine {

/// Opens model.safetensors, or every shard that model.safetensors.index.json names, and holds index and shards against
/// each other. A folder with pickled weights only is refused.
Result<std::vector<SafetensorsFile>> openWeightFiles(const std::filesystem::path& folder);

}  // namespace msao::engine
