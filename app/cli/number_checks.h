// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers that CLI11 would take although nobody can mean them.
#pragma once

#include <CLI/CLI.hpp>

namespace msao::app {

/// As CLI::Range, which lets "nan" through.
CLI::Validator numberIn(double least, double most);

/// For what is not negative: CLI11 reads -5 as 2^64 - 5.
CLI::Validator wholeNumber();

}  // namespace msao::app
