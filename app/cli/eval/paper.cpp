// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/eval/paper.h"

#include "app/cli/eval/build_commit.h"
#include "app/cli/eval/content_key.h"
#include "app/cli/eval/demo_pair.h"
#include "app/cli/eval/progress.h"
#include "app/cli/eval/run.h"
#include "app/cli/number_checks.h"
#include "engine/base/output_folder.h"
#include "evaluation/paper/paper_document.h"
#include "evaluation/paper/parts_progress.h"
#include "evaluation/report/report_csv.h"
#include "evaluation/report/report_html.h"
#include "evaluation/report/report_json.h"
#include "evaluation/report/request_figures.h"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <system_error>
#include <utility>

namespace msao::app {

using namespace engine;
using namespace evaluation;

namespace {

struct PaperArguments {
    EvalArguments native;
    std::size_t pacedSamples = 0;
    std::size_t repeats = 0;  // 0: as many as the kind of run has
    std::filesystem::path out;
    std::string commit = buildCommit();
    bool isQuick = false;
    bool resumes = false;

    void addTo(CLI::App& command);
};

void PaperArguments::addTo(CLI::App& command) {
    native.model.kvCacheMegabytes = 256;
    native.samples = 0;  // as many as the kind of run has
    native.pace.slowMotion = 4;
    command
        .add_option("--out", out,
                    "The folder to make: results.html, results.md, paper.json, and the evaluations behind them")
        ->required();
    command.add_flag("--quick", isQuick, "Few questions and short simulations: the laws, within three minutes");
    command.add_flag("--resume", resumes, "Go on where the same command was stopped");
    command.add_option("--draft", native.draft, "Checkpoint folder of the edge's model; neither named: the demo pair");
    command.add_option("--target", native.target, "Checkpoint folder of the cloud's model");
    native.addDatasetTo(command);
    command.add_option("--seed", native.seed, "Decides every draw")->check(wholeNumber())->capture_default_str();
    command.add_option("--samples", native.samples, "Questions of the native part; 900, or 22 with --quick")
        ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000}));
    command
        .add_option("--paced-samples", pacedSamples,
                    "Questions of the paced part at each bandwidth; 44, or 11 with --quick")
        ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000}));
    command
        .add_option("--repeats", repeats,
                    "How often each question is asked for its times, native and paced, all modes in turn; 3, or 1 with "
                    "--quick. Once takes a third of the time")
        ->check(CLI::Range(std::size_t{1}, std::size_t{1000}));
    command
        .add_option("--slow-motion", native.pace.slowMotion,
                    "Paced time runs so many times slower, so that this machine keeps up; figures are divided")
        ->check(numberIn(1, 1000))
        ->capture_default_str();
    command.add_option("--max-new-tokens", native.maxNewTokens, "An answer's length at most")
        ->check(CLI::Range(1, 1 << 20))
        ->capture_default_str();
    command
        .add_option("--commit", commit, "Of this program, to be named in the report; as git had it when it was built")
        ->capture_default_str();
    native.model.addDeviceOptions(command);
    native.weights.addTo(command);
}

/// Answers that are finished lie there until the whole is.
std::filesystem::path partFolder(const std::filesystem::path& out) {
    const std::filesystem::path normal = out.lexically_normal();
    std::filesystem::path part = normal.has_filename() ? normal : normal.parent_path();
    return part += ".part";
}

/// What a stopped run has measured is neither mixed into another one nor thrown away unasked.
Status checkPartFolder(const PaperArguments& arguments) {
    std::error_code absent;
    const std::filesystem::path part = partFolder(arguments.out);
    if (arguments.resumes || !std::filesystem::exists(part, absent)) return Done{};
    return Error{ErrorCode::InvalidArgument, part.string() +
                                                 ": a run that was stopped left what it had measured; go on from it "
                                                 "with --resume, or remove it"};
}

Status checkModels(const PaperArguments& arguments) {
    if (!arguments.native.draft.empty() && !arguments.native.target.empty()) return Done{};
    return Error{ErrorCode::InvalidArgument, "the paper's modes need both --draft and --target"};
}

/// Of both parts.
EvalArguments anyPart(const PaperArguments& arguments) {
    EvalArguments part = arguments.native;
    part.work.cache = partFolder(arguments.out);
    part.work.repeats = arguments.repeats > 0 ? arguments.repeats : arguments.isQuick ? 1 : 3;
    return part;
}

EvalArguments nativePart(const PaperArguments& arguments) {
    EvalArguments native = anyPart(arguments);
    if (native.samples == 0) native.samples = arguments.isQuick ? 22 : kFullQuestions;
    native.modes = "cloud-only,edge-only,msao,msao-no-modality,msao-no-collab";
    native.retentions = arguments.isQuick ? "100,planned,50" : "100,planned,70,50,30";
    native.sources = "probe,random,downsample";
    native.link = "300mbit,20ms";
    return native;
}

EvalArguments pacedPart(const PaperArguments& arguments, double megabits) {
    EvalArguments paced = anyPart(arguments);
    paced.samples = arguments.pacedSamples > 0 ? arguments.pacedSamples : arguments.isQuick ? 11 : kFullPacedQuestions;
    paced.modes = arguments.isQuick ? "cloud-only,perllm,sync,msao"
                                    : "cloud-only,edge-only,perllm,sync,verify-only,never-idle,co-located,hybrid,"
                                      "msao,msao-no-modality,msao-no-collab";
    paced.retentions = "100,planned";
    paced.link = std::to_string(static_cast<int>(megabits)) + "mbit,20ms";
    paced.pace.devices = "rtx3090,a100-40";
    return paced;
}

std::vector<double> pacedMegabits(const PaperArguments& arguments) {
    return arguments.isQuick ? std::vector<double>{300} : PaperOptions().megabits;
}

Result<double> answersOf(const EvalArguments& part) {
    MSAO_TRY(const std::vector<RunSpec> runs, part.runs());
    const auto forced = static_cast<std::size_t>(std::ranges::count_if(runs, &RunSpec::isForced));
    return static_cast<double>(part.samples * (part.work.repeats * (runs.size() - forced) + forced));
}

/// Measured with the demo pair on two cores; a guess elsewhere, which the progress line mends as it goes.
Result<std::vector<TimedPart>> partsOf(const PaperArguments& arguments) {
    constexpr double kNativeAnswerSeconds = 0.15;
    constexpr double kPacedAnswerSeconds = 0.25;  // without slow motion
    MSAO_TRY(const double native, answersOf(nativePart(arguments)));
    std::vector<TimedPart> parts = {{"native", kNativeAnswerSeconds * native}};
    for (const double rate : pacedMegabits(arguments)) {
        const EvalArguments part = pacedPart(arguments, rate);
        MSAO_TRY(const double paced, answersOf(part));
        parts.push_back({"paced, " + std::to_string(static_cast<int>(rate)) + " Mbit/s",
                         kPacedAnswerSeconds * part.pace.slowMotion * paced});
    }
    const double longer = arguments.isQuick ? 1 : 4;
    parts.push_back({"simulated, each mode", longer});
    parts.push_back({"simulated, by acceptance", longer});
    parts.push_back({"simulated, links that change", 3 * longer});
    parts.push_back({"simulated, many edges", arguments.isQuick ? 1.0 : 80.0});
    return parts;
}

Error stopped(const PaperArguments& arguments) {
    std::error_code absent;
    const std::filesystem::path part = partFolder(arguments.out);
    if (!std::filesystem::exists(part, absent)) return {ErrorCode::Cancelled, "stopped before anything was measured"};
    return {ErrorCode::Cancelled,
            "stopped; answers so far lie in " + part.string() + "; the same command with --resume goes on from there"};
}

/// However it was stopped: while models were loaded, while they answered, or while something was simulated.
template <typename T>
Result<T> orStopped(const PaperArguments& arguments, Result<T> result) {
    if (!result && result.error().code == ErrorCode::Cancelled) return stopped(arguments);
    return result;
}

Result<EvaluationReport> measure(const PaperArguments& arguments, const EvalArguments& part, const Progress& progress) {
    MSAO_TRY(EvaluationReport report, orStopped(arguments, runEvaluation(part, progress)));
    if (!report.isComplete) return stopped(arguments);
    return report;
}

/// The native part comes first, so that its folder is there as soon as anything was measured.
Status checkOfThisCommand(const PaperArguments& arguments, std::stop_token stop) {
    std::error_code absent;
    const std::filesystem::path part = partFolder(arguments.out);
    if (!std::filesystem::exists(part, absent)) return Done{};
    MSAO_TRY(const std::string key, orStopped(arguments, contentKey(nativePart(arguments), std::move(stop))));
    if (std::filesystem::exists(part / key, absent)) return Done{};
    return Error{ErrorCode::InvalidArgument, part.string() +
                                                 ": was left by another command, with other models, or by another "
                                                 "build of this program; remove it to begin anew"};
}

Status measurePaced(const PaperArguments& arguments, PaperResults& results, PartsProgress& parts) {
    for (const double rate : pacedMegabits(arguments)) {
        MSAO_TRY(EvaluationReport report, measure(arguments, pacedPart(arguments, rate), parts.next()));
        results.paced.push_back({rate, std::move(report)});
    }
    return Done{};
}

/// What the draft model was worth with everything kept, draft by draft.
PaperOptions measuredOptions(const PaperArguments& arguments, const EvaluationReport& native) {
    PaperOptions options;
    options.seed = arguments.native.seed;
    options.answerTokens = arguments.isQuick ? 4000 : 20000;
    const auto msao = std::ranges::find_if(native.runs, [](const RunSummary& run) {
        return run.run.mode == Mode::Msao && run.run.pruning == PruningSource::None && run.acceptance;
    });
    if (msao == native.runs.end()) return options;
    options.alpha = msao->acceptance->alpha;
    simulator::RecordedAcceptance recorded;
    for (const SampleRecord& sample : native.samples) {
        if (sample.answers.empty()) continue;
        const auto index = static_cast<std::size_t>(msao - native.runs.begin());
        for (const calibration::MeasuredDraft& draft : sample.answers[index].drafts)
            recorded.drafts.push_back({draft.normalisedEntropy, draft.wasAccepted});
    }
    if (!recorded.drafts.empty()) options.recorded = std::move(recorded);
    return options;
}

Status simulateAll(PaperResults& results, PartsProgress& parts) {
    CapacityOptions sizes;
    if (results.isQuick) sizes = {{1, 10, 100}, {1, 4}, 2000, 500, 50};
    MSAO_TRY(results.simulated, simulatePoints(results.options, parts.next()));
    MSAO_TRY(results.alphas, simulateAlphas(results.options, parts.next()));
    MSAO_TRY(results.changingLinks, simulateChangingLinks(results.options, parts.next()));
    MSAO_TRY(results.capacity, simulateCapacity(results.options, sizes, parts.next()));
    return Done{};
}

Status writeReports(const EvaluationReport& report, const std::filesystem::path& stem) {
    MSAO_CHECK(writeFile(stem.string() + ".json", reportJson(report)));
    MSAO_CHECK(writeFile(stem.string() + ".csv", reportCsv(report)));
    MSAO_CHECK(writeFile(stem.string() + "-requests.csv", requestsCsv(report)));
    return writeFile(stem.string() + ".html", reportHtml(report));
}

Status writeAll(const PaperResults& results, OutputFolder& folder) {
    const Document document = paperDocument(results);
    MSAO_CHECK(writeFile(folder.path() / "results.html", documentHtml(document)));
    MSAO_CHECK(writeFile(folder.path() / "results.md", documentMarkdown(document)));
    MSAO_CHECK(writeFile(folder.path() / "paper.json", paperJson(results)));
    MSAO_CHECK(writeReports(results.native, folder.path() / "native"));
    for (const PacedPart& part : results.paced)
        MSAO_CHECK(
            writeReports(part.report, folder.path() / ("paced-" + std::to_string(static_cast<int>(part.megabits)))));
    return folder.finish();
}

void tell(const PaperResults& results) {
    for (const Bar& bar : results.bars)
        std::printf("%-6s %s, %s (%s)\n", bar.isMet ? "met" : "MISSED", bar.name.c_str(), bar.time.c_str(),
                    bar.fact.c_str());
    for (const Law& law : results.laws)
        std::printf("%-6s %s (%s)\n", law.holds ? "holds" : "BROKEN", law.name.c_str(), law.fact.c_str());
}

/// Laws that do not hold are an Error, behind the files that show it. Bars that are missed are told.
Status runPaper(PaperArguments arguments, std::stop_token stop) {
    MSAO_CHECK(arguments.native.checkDatasetOptions());
    MSAO_CHECK(checkPartFolder(arguments));
    MSAO_TRY(OutputFolder folder, OutputFolder::create(arguments.out));
    MSAO_CHECK(takeDemoPair(arguments.native));
    MSAO_CHECK(checkModels(arguments));
    MSAO_CHECK(checkOfThisCommand(arguments, stop));
    MSAO_TRY(std::vector<TimedPart> timed, partsOf(arguments));
    PartsProgress parts(std::move(timed), progressWithEta(std::move(stop)));
    std::fprintf(stderr, "about %s on two quiet cores with the demo pair\n", aboutThisLong(parts.seconds()).c_str());
    PaperResults results;
    results.isQuick = arguments.isQuick;
    results.commit = arguments.commit;
    MSAO_TRY(results.native, measure(arguments, nativePart(arguments), parts.next()));
    results.options = measuredOptions(arguments, results.native);
    MSAO_CHECK(measurePaced(arguments, results, parts));
    MSAO_CHECK(orStopped(arguments, simulateAll(results, parts)));
    conclude(results);
    MSAO_CHECK(writeAll(results, folder));
    std::error_code ignored;
    std::filesystem::remove_all(partFolder(arguments.out), ignored);
    tell(results);
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
