// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include <string>

namespace msao::app {

/// One line for what is wrong with a command line, and where its help is; for CLI::App::failure_message. An unknown
/// option is named first: it may be the reason why another one seems to be missing.
std::string usageError(const CLI::App* app, const CLI::Error& error);

/// Of all commands and options, once they are there: an empty value is a script's variable that nobody set, and not the
/// same as an option that is left out. Questions and texts may be empty.
void refuseEmptyValues(CLI::App& app);

}  // namespace msao::app
