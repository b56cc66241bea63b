// SPDX-License-Identifier: GPL-3.0-or-later
// Where a pair of models lies when nobody names one.
#pragma once

#include <filesystem>
#include <optional>

namespace msao::app {

/// Of the program that runs, wherever it was called from; empty where the kernel does not tell.
std::filesystem::path programFolder();

/// A folder with `draft` and `target` in it, seen from the folder `program`: as installed, as shipped, or as ./demo made it.
std::optional<std::filesystem::path> findModelPair(const std::filesystem::path& program);

}  // namespace msao::app
