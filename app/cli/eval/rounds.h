// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace msao::app {

/// `msao eval rounds`: answers what is asked on stdin, a prompt a line, for measurements beside other programs.
void addEvalRoundsCommand(CLI::App& eval, CommandContext& context);

}  // namespace msao::app
