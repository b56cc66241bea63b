// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/eval/run.h"

#include "app/cli/eval/dataset.h"
#include "app/cli/eval/models.h"
#include "app/cli/eval/pair.h"
#include "app/cli/eval/progress.h"
#include "app/cli/eval/subject.h"
#include "evaluation/measure/evaluate.h"

#include <memory>
#include <optional>
#include <utility>

namespace msao::app {

using namespace engine;
using namespace evaluation;

namespace {

/// Without a report to stand beside there is none.
Result<std::optional<RecordJournal>> openJournal(const EvalArguments& arguments, std::size_t runs) {
    const std::optional<std::filesystem::path> file = arguments.journalFile();
    if (!file) return std::optional<RecordJournal>();
    const auto start = arguments.resumes ? RecordJournal::Start::Resume : RecordJournal::Start::Anew;
    MSAO_TRY(RecordJournal journal, RecordJournal::open(*file, arguments.journalKey(), runs, start));
    return std::optional(std::move(journal));
}

EvaluationReport reportOf(const EvalArguments& arguments, const Pruning& pruning, const Dataset& dataset,
                          std::span<const RunSpec> runs, EvaluationResult result) {
    EvaluationReport report;
    report.subject = subjectOf(arguments, pruning);
    report.isComplete = result.isComplete;
    report.wanted = static_cast<std::int64_t>(dataset.size());
    report.faults = dataset.faults();
    for (const SampleRecord& sample : result.samples) {
        if (sample.fault.empty()) {
            ++report.measured;
        } else {
            report.faults.add(sample.fault);
        }
    }
    SummaryOptions options;
    options.seed = arguments.seed;
    if (arguments.dataset == "demo") options.longTypes = {"describe"};
    for (std::size_t run = 0; run < runs.size(); ++run)
        report.runs.push_back(summarise(result.samples, runs[run], run, options));
    report.peakMemoryBytes = peakMemoryBytes();
    report.samples = std::move(result.samples);
    return report;
}

Result<EvalPairOptions> pairOptions(const EvalArguments& arguments) {
    EvalPairOptions options;
    options.qualityBound = arguments.epsilon;
    options.maxNewTokens = arguments.maxNewTokens;
    options.seed = arguments.seed;
    options.policy = arguments.policy == "paper" ? Policy::Paper : Policy::Adaptive;
    MSAO_TRY(options.link, arguments.linkProfile());
    return options;
}

}  // namespace

Result<EvaluationReport> runEvaluation(const EvalArguments& arguments, std::stop_token stop) {
    MSAO_TRY(const std::vector<RunSpec> runs, arguments.runs());
    MSAO_TRY(EvalPairOptions options, pairOptions(arguments));
    MSAO_CHECK(arguments.checkDatasetOptions());
    MSAO_TRY(const EvalModels models, EvalModels::load(arguments, runs, stop));
    PruningArguments planned;
    planned.epsilon = arguments.epsilon;
    MSAO_TRY(Pruning pruning, planned.resolve(arguments.draft));
    options.calibration = std::move(pruning.calibration);
    const Progress progress = progressWithEta(std::move(stop));
    MSAO_TRY(const std::unique_ptr<Dataset> dataset, openDataset(arguments, models.canHear(), progress));
    MSAO_TRY(std::optional<RecordJournal> journal, openJournal(arguments, runs.size()));
    EvalPair pair(models.pair(), *pruning.importance, std::move(options));
    MSAO_TRY(EvaluationResult result, evaluate(*dataset, runs, pair, journal ? &*journal : nullptr, progress));
    return reportOf(arguments, pruning, *dataset, runs, std::move(result));
}

}  // namespace msao::app
