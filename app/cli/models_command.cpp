// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/models_commands.h"

namespace msao::app {

void addModelsCommand(CLI::App& app, CommandContext& context) {
    CLI::App* models = app.add_subcommand("models", "Look at, make up or quantise checkpoints");
    models->require_subcommand(1);
    addModelsCheckCommand(*models, context);
    addModelsSynthCommand(*models, context);
    addModelsQuantizeCommand(*models, context);
}

}  // namespace msao::app
