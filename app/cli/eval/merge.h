// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace msao::app {

/// `msao eval merge A.json B.json ... --out FILE`.
void addEvalMergeCommand(CLI::App& eval, CommandContext& context);

}  // namespace msao::app
