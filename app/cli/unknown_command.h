// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include <optional>
#include <string>

namespace msao::app {

/// What is wrong with the first word that is no subcommand where one belongs. CLI11 would only say that a subcommand is
/// required, and not which there are.
std::optional<std::string> unknownCommand(const CLI::App& app, int argc, const char* const* argv);

}  // namespace msao::app
