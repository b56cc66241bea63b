// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/eval/run.h"

#include "app/cli/eval/content_key.h"
#include "app/cli/eval/crew.h"
#include "app/cli/eval/dataset.h"
#include "app/cli/eval/subject.h"
#include "evaluation/measure/evaluate.h"
#include "evaluation/report/measured_evaluation.h"

#include <memory>
#include <optional>
#include <utility>

namespace msao::app {

using namespace engine;
using namespace evaluation;

namespace {

/// A cache, or a file beside the report; without either there is none. `key` is empty then.
Result<std::optional<RecordJournal>> openJournal(const EvalArguments& arguments, const std::string& key,
                                                 std::size_t runs) {
    const std::filesystem::path& cache = arguments.work.cache;
    if (!cache.empty()) {
        MSAO_TRY(RecordJournal journal, RecordJournal::openFolder(cache / key, key, runs));
        return std::optional(std::move(journal));
    }
    const std::optional<std::filesystem::path> file = arguments.journalFile();
    if (!file) return std::optional<RecordJournal>();
    const auto start = arguments.work.resumes ? RecordJournal::Start::Resume : RecordJournal::Start::Anew;
    MSAO_TRY(RecordJournal journal, RecordJournal::open(*file, key, runs, start));
    return std::optional(std::move(journal));
}

/// Models of many gigabytes take a while to read: not where nobody asks.
Result<std::string> keyFor(const EvalArguments& arguments, std::stop_token stop) {
    const bool isAsked = arguments.work.isShard() || arguments.journalFile() || !arguments.work.cache.empty();
    return isAsked ? contentKey(arguments, std::move(stop)) : Result<std::string>(std::string());
}

MeasuredEvaluation measuredOf(const EvalArguments& arguments, const Pruning& pruning, const Dataset& dataset,
                              std::span<const RunSpec> runs, Shard shard, EvaluationResult result) {
    MeasuredEvaluation measured;
    measured.subject = subjectOf(arguments, pruning);
    measured.runs.assign(runs.begin(), runs.end());
    measured.samples = std::move(result.samples);
    measured.rowFaults = dataset.faults();
    measured.wanted = static_cast<std::int64_t>(shard.sizeOf(dataset.size()));
    measured.fromJournal = result.fromJournal;
    measured.isComplete = result.isComplete;
    measured.peakMemoryBytes = peakMemoryBytes();
    return measured;
}

Result<EvalPairOptions> pairOptions(const EvalArguments& arguments) {
    EvalPairOptions options;
    options.qualityBound = arguments.epsilon;
    options.maxNewTokens = arguments.maxNewTokens;
    options.seed = arguments.seed;
    options.policy = arguments.policy == "paper" ? Policy::Paper : Policy::Adaptive;
    MSAO_TRY(options.link, arguments.linkProfile());
    MSAO_TRY(options.pace, arguments.pace.pace(arguments.dataset == "demo" ? kPaperTokensPerDemoToken : 1));
    options.slowMotion = arguments.pace.slowMotion;
    if (!arguments.draft.empty()) {
        MSAO_TRY(const ModelArguments draft, arguments.weights.draftModel(arguments.model, arguments.draft));
        MSAO_TRY(const LoadOptions loaded, draft.loadOptions());
        options.draftWeights = loaded.weights;
    }
    if (!arguments.target.empty()) {
        MSAO_TRY(const ModelArguments target, arguments.weights.targetModel(arguments.model, arguments.target));
        MSAO_TRY(const LoadOptions loaded, target.loadOptions());
        options.targetWeights = loaded.weights;
    }
    return options;
}

}  // namespace

Result<EvaluationReport> runEvaluation(const EvalArguments& arguments, const Progress& progress) {
    MSAO_TRY(const std::vector<RunSpec> runs, arguments.runs());
    MSAO_TRY(const EvalPairOptions options, pairOptions(arguments));
    MSAO_CHECK(arguments.checkDatasetOptions());
    MSAO_TRY(const Shard shard, arguments.work.shard());
    MSAO_TRY(const EvalCrew crew, EvalCrew::load(arguments, runs, options, progress.stop));
    MSAO_TRY(const std::string key, keyFor(arguments, progress.stop));
    MSAO_TRY(const std::unique_ptr<Dataset> dataset, openDataset(arguments, crew.canHear(), progress));
    MSAO_TRY(std::optional<RecordJournal> journal, openJournal(arguments, key, runs.size()));
    RecordJournal* const known = journal ? &*journal : nullptr;
    MSAO_TRY(EvaluationResult result,
             evaluate({*dataset, runs, crew.answerers(), known, shard, progress, arguments.work.repeats}));
    EvaluationReport report = reportOf(measuredOf(arguments, crew.pruning(), *dataset, runs, shard, std::move(result)));
    if (arguments.work.isShard())
        report.shard = ShardOrigin{shard, static_cast<std::int64_t>(dataset->size()), key, dataset->faults()};
    return report;
}

}  // namespace msao::app
