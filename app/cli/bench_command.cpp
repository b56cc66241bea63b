// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/bench_probe.h"
#include "app/cli/bench_server.h"
#include "app/cli/bench_step.h"
#include "app/cli/command.h"

#include <memory>

namespace msao::app {
namespace {

void addDecode(CLI::App& bench, CommandContext& context) {
    auto arguments = std::make_shared<BenchArguments>();
    CLI::App* command = bench.add_subcommand(
        "decode", "One new token: whole step with sampling, as a share of what the memory can read");
    arguments->addTo(*command);
    context.onChosen(command, [arguments, &context] { return benchSteps(*arguments, {1}, context.interrupted); });
}

void addVerify(CLI::App& bench, CommandContext& context) {
    auto arguments = std::make_shared<BenchArguments>();
    auto tokenCounts = std::make_shared<std::vector<int>>(std::vector<int>{1, 2, 4, 6, 8, 16});
    CLI::App* command = bench.add_subcommand("verify", "Several new tokens at once, against one");
    arguments->addTo(*command);
    command
        ->add_option("--tokens", *tokenCounts,
                     "New tokens per step, separated by commas; the first is what the others are compared with")
        ->delimiter(',')
        ->check(CLI::Range(1, engine::kMaxDecodeTokens))
        ->capture_default_str();
    context.onChosen(command, [arguments, tokenCounts, &context] {
        return benchSteps(*arguments, *tokenCounts, context.interrupted);
    });
}

void addPrefill(CLI::App& bench, CommandContext& context) {
    auto arguments = std::make_shared<BenchArguments>();
    arguments->weights = {"bf16"};
    CLI::App* command = bench.add_subcommand("prefill", "A prompt of --context tokens");
    arguments->addTo(*command, "Tokens of the prompt");
    context.onChosen(command, [arguments, &context] { return benchPrefill(*arguments, context.interrupted); });
}

void addProbe(CLI::App& bench, CommandContext& context) {
    auto arguments = std::make_shared<ProbeBenchArguments>();
    CLI::App* command =
        bench.add_subcommand("probe", "What the probe adds to seven questions (V1-V7): time, operations, memory");
    arguments->addTo(*command);
    context.onChosen(command, [arguments, &context] { return benchProbe(*arguments, context.interrupted); });
}

void addServer(CLI::App& bench, CommandContext& context) {
    auto arguments = std::make_shared<ServerBenchArguments>();
    CLI::App* command = bench.add_subcommand(
        "server",
        "What msao-cloud adds to its model: verify rounds beside an echo, logins, a batch, two hundred sessions");
    arguments->addTo(*command);
    context.onChosen(command, [arguments] { return benchServer(*arguments); });
}

}  // namespace

void addBenchCommand(CLI::App& app, CommandContext& context) {
    CLI::App* bench = app.add_subcommand("bench", "Measure speed on this machine");
    bench->require_subcommand(1);
    addDecode(*bench, context);
    addVerify(*bench, context);
    addPrefill(*bench, context);
    addProbe(*bench, context);
    addServer(*bench, context);
}

}  // namespace msao::app
