// SPDX-License-Identifier: GPL-3.0-or-later
// The subcommands of `msao models`.
#pragma once

#include "app/cli/command.h"

namespace msao::app {

void addModelsCheckCommand(CLI::App& models, CommandContext& context);
void addModelsSynthCommand(CLI::App& models, CommandContext& context);
void addModelsQuantizeCommand(CLI::App& models, CommandContext& context);

}  // namespace msao::app
