// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/model_arguments.h"
#include "app/cli/progress_bar.h"
#include "evaluation/calibration/calibration_summary.h"
#include "evaluation/calibration/question_folder.h"
#include "evaluation/calibration/sample_journal.h"

#include "msao/engine/calibration_file.h"

#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace msao::app {

using namespace engine;
using namespace calibration;

namespace {

struct CalibrateArguments {
    std::filesystem::path target;
    std::filesystem::path data;
    std::filesystem::path out;
    ModelArguments model;  // how both are run; its folder is the draft's
    std::size_t samples = 500;
    double framesPerSecond = 2;
    MeasuringOptions measuring;

    void addTo(CLI::App& command);
    std::filesystem::path outFile() const { return out.empty() ? model.folder / kCalibrationFileName : out; }
    std::string targetName() const;
    /// What measurements depend on, besides the question.
    std::string journalKey() const;
};

void CalibrateArguments::addTo(CLI::App& command) {
    command.add_option("--model", model.folder, "Checkpoint folder of the edge's model, the draft")->required();
    command.add_option("--target", target, "Checkpoint folder of the cloud's model")->required();
    command.add_option("--data", data, "Folder with questions.json and its pictures, as `msao world` writes it")
        ->required();
    command.add_option("--out", out, "The file to write; by default beside the draft checkpoint, where it is found");
    command.add_option("--samples", samples, "Questions at most")
        ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000}))
        ->capture_default_str();
    command.add_option("--max-new-tokens", measuring.maxNewTokens, "Of each answer")
        ->check(CLI::Range(1, 4096))
        ->capture_default_str();
    command.add_option("--fps", framesPerSecond, "Frames per second of clips")
        ->check(CLI::Range(0.01, 1000.0))
        ->capture_default_str();
    model.addDeviceOptions(command);
}

std::string CalibrateArguments::targetName() const {
    const std::filesystem::path folder = target.has_filename() ? target : target.parent_path();
    return folder.filename().string();
}

std::string CalibrateArguments::journalKey() const {
    std::error_code ignored;
    return std::filesystem::weakly_canonical(model.folder, ignored).string() + " | " +
           std::filesystem::weakly_canonical(target, ignored).string() + " | " +
           std::filesystem::weakly_canonical(data, ignored).string() + " | " + model.weights + " | " +
           std::to_string(measuring.maxNewTokens) + " | " + std::to_string(framesPerSecond);
}

Status checkPair(const Engine& draft, const Engine& target) {
    if (draft.tokenEnd() == target.tokenEnd() && draft.config().special == target.config().special) return Done{};
    return Error{ErrorCode::UnsupportedModel, "draft and target must have one vocabulary: the draft has " +
                                                  std::to_string(draft.tokenEnd()) + " tokens, the target " +
                                                  std::to_string(target.tokenEnd())};
}

/// From the journal, or measured now and written there.
Result<SampleMeasurement> measureOne(const CalibrateArguments& arguments, const MeasuredPair& pair,
                                     const SampleJournal& journal, std::size_t index, const SampleQuestion& question,
                                     std::stop_token stop) {
    if (std::optional<SampleMeasurement> known = journal.find(index, question.text)) return *std::move(known);
    MSAO_TRY(PromptDescription asked, describeSample(question, pair.draft, arguments.framesPerSecond));
    const std::vector<TokenId> words = pair.draft.tokenizer().encode(question.text);
    MSAO_TRY(SampleMeasurement sample,
             measureSample(pair, std::move(asked), words, arguments.measuring, std::move(stop)));
    MSAO_CHECK(journal.write(index, question.text, sample));
    return sample;
}

Result<std::vector<SampleMeasurement>> measureAll(const CalibrateArguments& arguments, const MeasuredPair& pair,
                                                  const SampleJournal& journal, const Progress& progress) {
    MSAO_TRY(const std::vector<SampleQuestion> questions, readQuestions(arguments.data, arguments.samples));
    std::vector<SampleMeasurement> samples;
    while (samples.size() < questions.size()) {
        const std::size_t index = samples.size();
        progress.report(static_cast<double>(index) / static_cast<double>(questions.size()), "measuring");
        auto sample = measureOne(arguments, pair, journal, index, questions[index], progress.stop);
        if (progress.stop.stop_requested()) {
            return Error{ErrorCode::Cancelled, "stopped after " + std::to_string(index) + " of " +
                                                   std::to_string(questions.size()) +
                                                   " questions; the same command goes on from there"};
        }
        if (!sample) return sample.error();
        samples.push_back(*std::move(sample));
    }
    progress.report(1, "measuring");
    return samples;
}

void print(const CalibrateArguments& arguments, const CalibrationFile& file) {
    const GatedAcceptance gated = gatedAcceptance(file.calibration, 1, std::nullopt);
    std::printf("%lld questions; %.1f %% of drafts accepted; theta* %.3f\n", static_cast<long long>(file.samples),
                100 * gated.overall, entropyQuantile(file.calibration, 0.7));
    for (const ModalityQuality& quality : file.calibration.quality) {
        for (const QualityPoint& point : quality.ofPruning) {
            std::printf("%s: without %.0f %% of its tokens %.1f %% of the answer differs\n",
                        std::string(modalityName(quality.modality)).c_str(), 100 * point.removed, 100 * point.loss);
        }
    }
    std::printf("wrote %s; no heads were trained, so the probe stays training-free\n",
                arguments.outFile().string().c_str());
}

Status runCalibrate(const CalibrateArguments& arguments, std::stop_token stop) {
    MSAO_TRY(const std::unique_ptr<Engine> draft, arguments.model.load(stop));
    ModelArguments targetModel = arguments.model;
    targetModel.folder = arguments.target;
    MSAO_TRY(const std::unique_ptr<Engine> target, targetModel.load(stop));
    MSAO_CHECK(checkPair(*draft, *target));
    std::filesystem::path journalFolder = arguments.outFile();
    journalFolder += ".journal";
    MSAO_TRY(const SampleJournal journal, SampleJournal::open(journalFolder, arguments.journalKey()));
    const std::unique_ptr<ImportanceSource> importance = trainingFreeImportance();
    const Progress progress = progressBar(std::move(stop));
    MSAO_TRY(const std::vector<SampleMeasurement> samples,
             measureAll(arguments, {*draft, *target, *importance}, journal, progress));
    CalibrationFile file;
    file.target = arguments.targetName();
    file.samples = static_cast<std::int64_t>(samples.size());
    file.calibration = summarise(samples);
    MSAO_CHECK(checkCalibration(file.calibration));
    MSAO_CHECK(writeCalibrationFile(arguments.outFile(), file));
    journal.remove();
    print(arguments, file);
    return Done{};
}

}  // namespace

void addCalibrateCommand(CLI::App& app, CommandContext& context) {
    auto arguments = std::make_shared<CalibrateArguments>();
    CLI::App* command = app.add_subcommand(
        "calibrate", "Measure a pair on sample questions: entropies, acceptance, and what pruning costs");
    arguments->addTo(*command);
    context.onChosen(command, [arguments, &context] { return runCalibrate(*arguments, context.interrupted); });
}

}  // namespace msao::app
