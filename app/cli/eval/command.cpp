// SPDX-License-Identifier: GPL-3.0-or-later
// msao eval: a dataset's questions through any modes, side by side.
#include "app/cli/command.h"
#include "app/cli/eval/arguments.h"
#include "app/cli/eval/compare.h"
#include "app/cli/eval/paper.h"
#include "app/cli/eval/run.h"
#include "app/cli/eval/table.h"
#include "engine/base/output_folder.h"
#include "evaluation/report/report_csv.h"
#include "evaluation/report/report_html.h"
#include "evaluation/report/report_json.h"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <system_error>

namespace msao::app {

using namespace engine;
using namespace evaluation;

namespace {

Status tell(const EvalArguments& arguments, const EvaluationReport& report) {
    if (arguments.printsJson()) {
        std::fputs(reportJson(report).c_str(), stdout);
    } else {
        printEvalTable(report);
        if (arguments.json) MSAO_CHECK(writeFile(*arguments.json, reportJson(report)));
    }
    if (!arguments.csv.empty()) MSAO_CHECK(writeFile(arguments.csv, reportCsv(report)));
    if (!arguments.html.empty()) MSAO_CHECK(writeFile(arguments.html, reportHtml(report)));
    return Done{};
}

Status runEval(const EvalArguments& arguments, std::stop_token stop) {
    MSAO_TRY(const EvaluationReport report, runEvaluation(arguments, std::move(stop)));
    MSAO_CHECK(tell(arguments, report));
    const std::optional<std::filesystem::path> journal = arguments.journalFile();
    if (!report.isComplete) {
        return Error{ErrorCode::Cancelled, "stopped after " + std::to_string(report.samples.size()) + " of " +
                                               std::to_string(report.wanted) + " questions" +
                                               (journal ? "; the same command with --resume goes on from there" : "")};
    }
    std::error_code ignored;
    if (journal) std::filesystem::remove(*journal, ignored);
    return Done{};
}

}  // namespace

void addEvalCommand(CLI::App& app, CommandContext& context) {
    auto arguments = std::make_shared<EvalArguments>();
    CLI::App* command =
        app.add_subcommand("eval", "Ask a dataset's questions in several modes: accuracy, acceptance, latency, costs");
    arguments->addTo(*command);
    addEvalCompareCommand(*command, context);
    addEvalPaperCommand(*command, context);
    context.onChosen(command, [arguments, command, &context] {
        if (!command->get_subcommands().empty()) return context.outcome;
        return runEval(*arguments, context.interrupted);
    });
}

}  // namespace msao::app
