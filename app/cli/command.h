// SPDX-License-Identifier: GPL-3.0-or-later
// How a subcommand joins the program: one function a file, called by main.
#pragma once

#include "msao/engine/result.h"

#include <CLI/CLI.hpp>

#include <stop_token>

namespace msao::app {

/// What every command shares: Ctrl-C, and where it leaves its outcome.
struct CommandContext {
    std::stop_token interrupted;              // requested by SIGINT and SIGTERM
    engine::Status outcome = engine::Done{};  // an Error becomes one line on stderr and exit code 1

    /// Runs `work` when the subcommand was chosen on the command line.
    template <typename Work>
    void onChosen(CLI::App* command, Work work) {
        command->callback([this, work]() mutable { outcome = work(); });
    }
};

void addTokenizeCommand(CLI::App& app, CommandContext& context);
void addModelsCommand(CLI::App& app, CommandContext& context);  // check, synth, quantize
void addLogitsCommand(CLI::App& app, CommandContext& context);
void addGenerateCommand(CLI::App& app, CommandContext& context);
void addAskCommand(CLI::App& app, CommandContext& context);
void addCalibrateCommand(CLI::App& app, CommandContext& context);
void addEvalCommand(CLI::App& app, CommandContext& context);
void addBenchCommand(CLI::App& app, CommandContext& context);  // decode, verify, prefill, probe, server
void addSimulateCommand(CLI::App& app, CommandContext& context);
void addTraceCommand(CLI::App& app, CommandContext& context);  // stats, export
void addWorldCommand(CLI::App& app, CommandContext& context);

}  // namespace msao::app
