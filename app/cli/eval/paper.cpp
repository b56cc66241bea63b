// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/eval/paper.h"

#include "app/cli/eval/progress.h"
#include "app/cli/eval/run.h"
#include "engine/base/output_folder.h"
#include "evaluation/paper/paper_page.h"
#include "evaluation/report/report_csv.h"
#include "evaluation/report/report_html.h"
#include "evaluation/report/report_json.h"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <utility>

namespace msao::app {

using namespace engine;
using namespace evaluation;

namespace {

struct PaperArguments {
    EvalArguments native;
    std::filesystem::path out;
    bool isQuick = false;

    void addTo(CLI::App& command);
};

void PaperArguments::addTo(CLI::App& command) {
    command.add_option("--out", out, "The folder to make: results.md, paper.json, and the native evaluation's report")
        ->required();
    command.add_flag("--quick", isQuick, "Few questions and short simulations: the laws, within three minutes");
    command.add_option("--draft", native.draft, "Checkpoint folder of the edge's model")->required();
    command.add_option("--target", native.target, "Checkpoint folder of the cloud's model")->required();
    command.add_option("--seed", native.seed, "Decides every draw")->capture_default_str();
    command.add_option("--samples", native.samples, "Questions of the native part; 900, or 45 with --quick")
        ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000}));
    command.add_option("--max-new-tokens", native.maxNewTokens, "An answer's length at most")
        ->check(CLI::Range(1, 1 << 20))
        ->capture_default_str();
    native.model.kvCacheMegabytes = 256;
    native.model.addDeviceOptions(command);
    native.samples = 0;
}

EvalArguments nativePart(const PaperArguments& arguments) {
    EvalArguments native = arguments.native;
    if (native.samples == 0) native.samples = arguments.isQuick ? 45 : 900;
    native.modes = "cloud-only,edge-only,msao,msao-no-modality,msao-no-collab";
    native.retentions = arguments.isQuick ? "100,50" : "100,planned,70,50,30";
    native.sources = "probe,random,downsample";
    native.link = "300mbit,20ms";
    return native;
}

double measuredAlpha(const EvaluationReport& report) {
    const auto msao = std::ranges::find_if(report.runs, [](const RunSummary& run) {
        return run.run.mode == Mode::Msao && run.run.pruning == PruningSource::None && run.acceptance;
    });
    return msao == report.runs.end() ? 0 : msao->acceptance->alpha;
}

Status simulateAll(PaperResults& results, const Progress& progress) {
    MSAO_TRY(results.points, simulatePoints(results.options, progress));
    MSAO_TRY(results.alphas, simulateAlphas(results.options, progress));
    MSAO_TRY(results.changingLinks, simulateChangingLinks(results.options, progress));
    results.laws = paperLaws(results.points, results.alphas, results.native.runs);
    return Done{};
}

Status writeAll(const PaperResults& results, const std::filesystem::path& out) {
    MSAO_TRY(OutputFolder folder, OutputFolder::create(out));
    MSAO_CHECK(writeFile(folder.path() / "results.md", paperMarkdown(results)));
    MSAO_CHECK(writeFile(folder.path() / "paper.json", paperJson(results)));
    MSAO_CHECK(writeFile(folder.path() / "native.json", reportJson(results.native)));
    MSAO_CHECK(writeFile(folder.path() / "native.csv", reportCsv(results.native)));
    MSAO_CHECK(writeFile(folder.path() / "native.html", reportHtml(results.native)));
    return folder.finish();
}

/// Laws that do not hold are an Error, behind the files that show it.
Status runPaper(const PaperArguments& arguments, std::stop_token stop) {
    PaperResults results;
    results.isQuick = arguments.isQuick;
    MSAO_TRY(results.native, runEvaluation(nativePart(arguments), stop));
    if (!results.native.isComplete) return Error{ErrorCode::Cancelled, "stopped"};
    results.options.alpha = measuredAlpha(results.native);
    results.options.seed = arguments.native.seed;
    results.options.answerTokens = arguments.isQuick ? 4000 : 20000;
    MSAO_CHECK(simulateAll(results, progressWithEta(std::move(stop))));
    MSAO_CHECK(writeAll(results, arguments.out));
    for (const Law& law : results.laws)
        std::printf("%-4s %s (%s)\n", law.holds ? "yes" : "NO", law.name.c_str(), law.fact.c_str());
    if (allHold(results.laws)) return Done{};
    return Error{ErrorCode::Internal, "a law does not hold; see " + (arguments.out / "results.md").string()};
}

}  // namespace

void addEvalPaperCommand(CLI::App& eval, CommandContext& context) {
    auto arguments = std::make_shared<PaperArguments>();
    CLI::App* command = eval.add_subcommand("paper", "The paper's tables and figures beside ours, and the laws behind");
    arguments->addTo(*command);
    context.onChosen(command, [arguments, &context] { return runPaper(*arguments, context.interrupted); });
}

}  // namespace msao::app
