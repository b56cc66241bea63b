// SPDX-License-Identifier: Apache-2.0
// Weight types by name, and which of them a checkpoint is run in.
#pragma once

#include "msao/engine/engine.h"
#include "msao/engine/result.h"

#include <filesystem>
#include <optional>
#include <string_view>

namespace msao::engine {

/// "f32", "bf16", "int8" or "int4".
std::string_view weightTypeName(WeightType type);
Result<WeightType> weightTypeNamed(std::string_view name);

/// What `msao models quantize` made of the checkpoint in a folder, by its config.json alone; absent: its matrices are
/// plain, and can be run in any type.
Result<std::optional<WeightType>> storedQuantized(const std::filesystem::path& folder);

/// Quantised as it is stored, or else `otherwise`.
Result<WeightType> weightTypeOf(const std::filesystem::path& folder, WeightType otherwise);

}  // namespace msao::engine
