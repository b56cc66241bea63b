// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/checkpoint.h"

#include <optional>
#include <string_view>

namespace msao::engine {

/// The type that a safetensors header calls `name`, if it is one that a Qwen checkpoint may hold.
std::optional<ElementType> elementTypeNamed(std::string_view name);

}  // namespace msao::engine
