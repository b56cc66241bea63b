// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace msao::engine {

/// "[2, 3]", for messages.
std::string shapeText(std::span<const std::int64_t> shape);

}  // namespace msao::engine
