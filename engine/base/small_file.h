// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/result.h"

#include <cstddef>
#include <filesystem>
#include <string>

namespace msao::engine {

/// Reads a whole file, after its size was found to be at most `maxBytes`.
Result<std::string> readSmallFile(const std::filesystem::path& path, std::size_t maxBytes);

}  // namespace msao::engine
