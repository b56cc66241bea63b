// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/interrupt.h"

#include <cstdio>

int main(int argc, char** argv) {
    using namespace msao::app;
    // Before any other thread exists, so that all of them leave the signals to this one.
    const Interrupt interrupt;
    CommandContext context;
    context.interrupted = interrupt.token();

    CLI::App app("MSAO Studio on the command line: look at checkpoints, run them, measure them.", "msao");
    app.require_subcommand(1);
    app.set_version_flag("--version", MSAO_VERSION);
    addTokenizeCommand(app, context);
    addModelsCommand(app, context);
    addLogitsCommand(app, context);
    addGenerateCommand(app, context);
    addBenchCommand(app, context);
    addSimulateCommand(app, context);
    addTraceCommand(app, context);

    CLI11_PARSE(app, argc, argv);
    if (context.outcome) return 0;
    std::fprintf(stderr, "msao: %s\n", context.outcome.error().message.c_str());
    return context.outcome.error().code == msao::engine::ErrorCode::Cancelled ? 130 : 1;
}
