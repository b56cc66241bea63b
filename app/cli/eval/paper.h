// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace msao::app {

/// `msao eval paper [--quick] --out DIR`.
void addEvalPaperCommand(CLI::App& eval, CommandContext& context);

}  // namespace msao::app
