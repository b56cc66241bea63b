// SPDX-License-Identifier: GPL-3.0-or-later
// msao eval: a dataset's questions through any modes, side by side.
#include "app/cli/command.h"
#include "app/cli/eval/arguments.h"
#include "app/cli/eval/compare.h"
#include "app/cli/eval/demo_pair.h"
#include "app/cli/eval/merge.h"
#include "app/cli/eval/paper.h"
#include "app/cli/eval/progress.h"
#include "app/cli/eval/report_files.h"
#include "app/cli/eval/rounds.h"
#include "app/cli/eval/run.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <system_error>

namespace msao::app {

using namespace engine;
using namespace evaluation;

namespace {

std::string howToGoOn(const EvalArguments& arguments) {
    if (!arguments.work.cache.empty()) return "; the same command goes on from there";
    return arguments.journalFile() ? "; the same command with --resume goes on from there" : "";
}

/// A wrong folder of pictures, say: zeros would pass for an accuracy.
Error nothingAsked(const RowFaults& faults) {
    return {ErrorCode::MalformedFile,
            "no question could be asked: " + std::to_string(faults.count()) +
                " rows are broken, the first: " + (faults.named().empty() ? "unknown" : faults.named().front())};
}

Status runEval(EvalArguments arguments, std::stop_token stop) {
    const ReportFiles files{arguments.json, arguments.csv, arguments.html, arguments.requests};
    MSAO_CHECK(checkWritable(files));
    MSAO_CHECK(takeDemoPair(arguments));
    MSAO_TRY(const EvaluationReport report, runEvaluation(arguments, progressWithEta(std::move(stop))));
    MSAO_CHECK(tellReport(report, files));
    const std::optional<std::filesystem::path> journal = arguments.journalFile();
    if (!report.isComplete) {
        return Error{ErrorCode::Cancelled, "stopped after " + std::to_string(report.samples.size()) + " of " +
                                               std::to_string(report.wanted) + " questions" + howToGoOn(arguments)};
    }
    std::error_code ignored;
    if (journal) std::filesystem::remove(*journal, ignored);
    if (report.measured == 0 && !arguments.work.isShard()) return nothingAsked(report.faults);
    return Done{};
}

}  // namespace

void addEvalCommand(CLI::App& app, CommandContext& context) {
    auto arguments = std::make_shared<EvalArguments>();
    CLI::App* command =
        app.add_subcommand("eval", "Ask a dataset's questions in several modes: accuracy, acceptance, latency, costs");
    arguments->addTo(*command);
    addEvalCompareCommand(*command, context);
    addEvalMergeCommand(*command, context);
    addEvalPaperCommand(*command, context);
    addEvalRoundsCommand(*command, context);
    context.onChosen(command, [arguments, command, &context] {
        if (!command->get_subcommands().empty()) return context.outcome;
        return runEval(*arguments, context.interrupted);
    });
}

}  // namespace msao::app
