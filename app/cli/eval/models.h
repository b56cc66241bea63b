// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/eval/arguments.h"
#include "app/cli/loaded_pair.h"

#include <span>
#include <stop_token>

namespace msao::app {

/// The models that a list of runs needs.
engine::Result<LoadedPair> loadModels(const EvalArguments& arguments, std::span<const evaluation::RunSpec> runs,
                                      std::stop_token stop);

/// Whether each of them takes sounds.
bool canHear(const LoadedPair& models);

}  // namespace msao::app
