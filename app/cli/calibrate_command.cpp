// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/demo_questions.h"
#include "app/cli/eval/progress.h"
#include "app/cli/model_arguments.h"
#include "app/cli/number_checks.h"
#include "app/cli/pair_weights.h"
#include "app/cli/travelling_media.h"
#include "evaluation/calibration/pair_calibration.h"
#include "evaluation/calibration/question_folder.h"

#include "msao/world/speech.h"

#include <cmath>
#include <cstdio>
#include <memory>
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
    PairWeights weights;   // where they differ
    std::size_t samples = 500;
    std::uint64_t seed = 1;
    double framesPerSecond = 2;
    std::filesystem::path speechCache = world::defaultSpeechCache();
    CalibrationOptions options;

    void addTo(CLI::App& command);
    bool asksDemoWorld() const { return data == "demo"; }
    std::filesystem::path outFile() const { return out.empty() ? model.folder / kCalibrationFileName : out; }
    std::string targetName() const;
    /// What measurements depend on, besides the question.
    std::string journalKey() const;
};

void CalibrateArguments::addTo(CLI::App& command) {
    command.add_option("--model", model.folder, "Checkpoint folder of the edge's model, the draft")->required();
    command.add_option("--target", target, "Checkpoint folder of the cloud's model")->required();
    command
        .add_option("--data", data,
                    "Folder with questions.json and its pictures, as `msao world` writes it; or demo: the demo world")
        ->required();
    command.add_option("--out", out, "The file to write; by default beside the draft checkpoint, where it is found");
    command.add_option("--samples", samples, "Questions at most")
        ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000}))
        ->capture_default_str();
    command.add_option("--seed", seed, "Of the demo world's questions, and of the order in which heads learn")
        ->check(wholeNumber())
        ->capture_default_str();
    command.add_option("--max-new-tokens", options.measuring.maxNewTokens, "Of each answer")
        ->check(CLI::Range(1, 4096))
        ->capture_default_str();
    command.add_option("--fps", framesPerSecond, "Frames per second of clips in a folder")
        ->check(numberIn(0.01, 1000))
        ->capture_default_str();
    command
        .add_option("--speech-cache", speechCache,
                    "Where spoken words are kept, for a pair that hears, asked about the demo world")
        ->capture_default_str();
    model.addDeviceOptions(command);
    weights.addTo(command);
}

std::string CalibrateArguments::targetName() const {
    const std::filesystem::path folder = target.has_filename() ? target : target.parent_path();
    return folder.filename().string();
}

/// Names and dates of both models' weights: others in their place are measured anew.
std::string weightsOf(const std::filesystem::path& folder) {
    std::error_code ignored;
    const auto written = std::filesystem::last_write_time(folder / "model.safetensors", ignored);
    return std::filesystem::weakly_canonical(folder, ignored).string() + " of " +
           std::to_string(written.time_since_epoch().count());
}

/// The number of questions too: heads learn from all of them, and losses are those of these heads.
std::string CalibrateArguments::journalKey() const {
    std::error_code ignored;
    const std::string asked =
        asksDemoWorld() ? "demo " + std::to_string(seed) : std::filesystem::weakly_canonical(data, ignored).string();
    return weightsOf(model.folder) + " | " + weightsOf(target) + " | " + asked + " | " + std::to_string(samples) +
           " | " + std::to_string(seed) + " | " + model.weights + " | " + weights.draft + " | " + weights.target +
           " | " + std::to_string(options.measuring.maxNewTokens) + " | " + std::to_string(framesPerSecond);
}

Status checkPair(const Engine& draft, const Engine& target) {
    if (draft.tokenEnd() == target.tokenEnd() && draft.config().special == target.config().special) return Done{};
    return Error{ErrorCode::UnsupportedModel, "draft and target must have one vocabulary: the draft has " +
                                                  std::to_string(draft.tokenEnd()) + " tokens, the target " +
                                                  std::to_string(target.tokenEnd())};
}

Result<std::unique_ptr<QuestionSource>> questionsOf(const CalibrateArguments& arguments, bool canHear,
                                                    const Progress& progress) {
    if (arguments.asksDemoWorld()) {
        MSAO_TRY(DemoQuestions demo,
                 DemoQuestions::open({arguments.seed, arguments.samples, canHear, arguments.speechCache}, progress));
        return std::unique_ptr<QuestionSource>(std::make_unique<DemoQuestions>(std::move(demo)));
    }
    MSAO_TRY(FolderQuestions folder,
             FolderQuestions::open(arguments.data, arguments.samples, arguments.framesPerSecond));
    return std::unique_ptr<QuestionSource>(std::make_unique<FolderQuestions>(std::move(folder)));
}

void printHeads(const PairCalibration& calibrated) {
    for (const HeadReport& head : calibrated.heads) {
        std::printf("head of %s, from %zu: half of the tokens get %.1f %% of the target's attention; off by %.3f\n",
                    head.modality == Modality::Audio ? "sounds" : "pictures and clips", head.examples,
                    100 * head.attentionKept, head.calibrationError);
    }
    if (calibrated.heads.empty()) {
        std::printf("fewer than %zu pictures or sounds: no heads, so the probe stays training-free\n", kLeastExamples);
    }
    if (!calibrated.modalities) return;
    const ModalReport& modalities = *calibrated.modalities;
    std::printf("relevance of modalities, from %zu questions: off by %.3f of a share, all alike by %.3f%s\n",
                modalities.examples, modalities.error, modalities.errorAlike,
                modalities.isKept ? "" : "; no head for it, they count alike");
}

void printLengths(const PairCalibration& calibrated) {
    if (!calibrated.lengths) return;
    const LengthReport& lengths = *calibrated.lengths;
    std::printf("length of answers, from %zu questions: off by a factor of %.2f, all alike by %.2f\n", lengths.examples,
                std::exp(lengths.error), std::exp(lengths.errorAlike));
}

void printRates(const ModalityQuality& quality) {
    for (std::size_t i = 0; i < quality.rates.size(); ++i) {
        std::printf(
            "%s at quality %d: %.0f bytes a token, %.1f %% of the raw ones less; %.1f %% of the answer differs\n",
            std::string(modalityName(quality.modality)).c_str(), quality.rates[i].quality,
            quality.rates[i].bytesPerToken, 100 * quality.ofCompression[i].removed,
            100 * quality.ofCompression[i].loss);
    }
}

void print(const CalibrateArguments& arguments, const PairCalibration& calibrated) {
    const CalibrationFile& file = calibrated.file;
    const GatedAcceptance gated = gatedAcceptance(file.calibration, 1, std::nullopt);
    std::printf("%lld questions, seed %llu; %.1f %% of drafts accepted; theta* %.3f\n",
                static_cast<long long>(file.samples), static_cast<unsigned long long>(arguments.seed),
                100 * gated.overall, entropyQuantile(file.calibration, 0.7));
    printHeads(calibrated);
    printLengths(calibrated);
    for (const ModalityQuality& quality : file.calibration.quality) {
        for (const QualityPoint& point : quality.ofPruning) {
            std::printf("%s: without %.0f %% of its tokens %.1f %% of the answer differs\n",
                        std::string(modalityName(quality.modality)).c_str(), 100 * point.removed, 100 * point.loss);
        }
        printRates(quality);
    }
    std::printf("wrote %s\n", arguments.outFile().string().c_str());
}

Status runCalibrate(CalibrateArguments& arguments, std::stop_token stop) {
    arguments.options.training.seed = arguments.seed;
    // Both are known to fit what is asked before the first is loaded.
    MSAO_TRY(const ModelArguments draftModel, arguments.weights.draftModel(arguments.model, arguments.model.folder));
    MSAO_TRY(const ModelArguments targetModel, arguments.weights.targetModel(arguments.model, arguments.target));
    MSAO_TRY(const std::unique_ptr<Engine> draft, draftModel.load(stop));
    MSAO_TRY(const std::unique_ptr<Engine> target, targetModel.load(stop));
    MSAO_CHECK(checkPair(*draft, *target));
    const bool canHear = draft->config().audio && target->config().audio;
    MSAO_TRY(const std::unique_ptr<QuestionSource> questions, questionsOf(arguments, canHear, progressWithEta(stop)));
    std::filesystem::path journalFolder = arguments.outFile();
    journalFolder += ".journal";
    MSAO_TRY(const SampleJournal journal, SampleJournal::open(journalFolder, arguments.journalKey()));
    MSAO_TRY(PairCalibration calibrated, calibratePair({*draft, *target}, *questions, TravellingMedia(), journal,
                                                       arguments.options, progressWithEta(std::move(stop))));
    calibrated.file.target = arguments.targetName();
    MSAO_CHECK(writeCalibrationFile(arguments.outFile(), calibrated.file));
    journal.remove();
    print(arguments, calibrated);
    return Done{};
}

}  // namespace

void addCalibrateCommand(CLI::App& app, CommandContext& context) {
    auto arguments = std::make_shared<CalibrateArguments>();
    CLI::App* command = app.add_subcommand(
        "calibrate",
        "Measure a pair on sample questions and train the probe's heads: entropies, acceptance, what pruning costs");
    arguments->addTo(*command);
    context.onChosen(command, [arguments, &context] { return runCalibrate(*arguments, context.interrupted); });
}

}  // namespace msao::app
