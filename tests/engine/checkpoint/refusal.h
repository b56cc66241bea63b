// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace msao::engine::testing_files {

/// Opens the folder and fails the running test unless that is refused with all of `words` (separated by '|') in one
/// line, within two seconds and 64 MB beyond the size of the files. `name` is printed with a failure.
void expectRefused(const std::filesystem::path& folder, const std::string& words, const std::string& name);

}  // namespace msao::engine::testing_files
