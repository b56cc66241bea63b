// SPDX-License-Identifier: Apache-2.0
#include "training/training_run.h"

#include "engine/base/output_folder.h"
#include "engine/base/small_file.h"
#include "training/examination.h"
#include "training/export_model.h"
#include "training/model_card.h"
#include "training/starting_point.h"
#include "training/tokenizer_file.h"
#include "training/training_log.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <system_error>

namespace msao::training {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using engine::Error;
using engine::ErrorCode;
using engine::Result;
using engine::Status;

constexpr std::int64_t kSituationsUnderway = 12;  // of the examinations between
constexpr std::size_t kMostTokenizerBytes = std::size_t{4} << 20;

/// A period that has passed since it was last asked for.
class Every {
public:
    explicit Every(double minutes) : m_period(minutes) {}

    bool isDue() {
        const auto now = Clock::now();
        if (now - m_last < m_period) return false;
        m_last = now;
        return true;
    }

private:
    std::chrono::duration<double, std::ratio<60>> m_period;
    Clock::time_point m_last = Clock::now();
};

Result<std::int32_t> regularTokens(const engine::Tokenizer& tokenizer) {
    const std::optional<engine::TokenId> first = tokenizer.specialToken("<|endoftext|>");
    if (first) return engine::toIndex(*first);
    return Error{ErrorCode::MalformedFile, "tokenizer.json: expected the special token <|endoftext|>, found none"};
}

bool asksAboutSounds(const Stage& stage) {
    return stage.soundShare > 0 && stage.rows > 0;
}

/// Whether a stage that asks about sounds has begun.
bool hasHeard(std::span<const Stage> stages, const Position& position) {
    for (std::size_t i = 0; i < stages.size(); ++i) {
        const auto index = static_cast<std::int64_t>(i);
        const bool hasBegun = index < position.stage || (index == position.stage && position.stagePictures > 0);
        if (hasBegun && asksAboutSounds(stages[i])) return true;
    }
    return false;
}

/// The target, if the draft is to follow one. Their curricula have the same stages.
Result<std::unique_ptr<Model>> teacherOf(Role role, std::span<const Stage> stages, const RunOptions& options,
                                         std::int32_t tokens, at::Device device) {
    const fs::path file = stateFile(options.folder, Role::Target);
    if (role == Role::Target || !fs::exists(file)) return std::unique_ptr<Model>();
    auto teacher = std::make_unique<Model>();
    teacher->config = demoModel(Role::Target, tokens);
    teacher->parameters = makeParameters(teacher->config, options.seed, device);
    MSAO_TRY(const Position position, loadState(file, teacher->parameters));
    teacher->hasHeard = hasHeard(stages, position);
    return teacher;
}

/// The voices, if a stage is to be heard: better missed before the first than after the last picture.
Result<std::optional<world::SpeechBank>> voicesFor(std::span<const Stage> stages, const RunOptions& options) {
    const bool isHeard = std::any_of(stages.begin(), stages.end(), [](const Stage& s) { return s.soundShare > 0; });
    std::optional<world::SpeechBank> voices;
    if (!isHeard) return voices;
    MSAO_TRY(voices, world::SpeechBank::open(options.folder / "voices.bin"));
    return voices;
}

/// One model's files in the folder of a run.
class Files {
public:
    Files(Role role, std::span<const Stage> stages, const RunOptions& options, const Model& model,
          std::string tokenizer, const world::SpeechBank* voices)
        : m_role(role),
          m_stages(stages),
          m_options(options),
          m_model(model),
          m_tokenizer(std::move(tokenizer)),
          m_voices(voices) {}

    Status save(const Position& position) const {
        return saveState(stateFile(m_options.folder, m_role), m_model.parameters, position);
    }

    /// What the checkpoint holds at that time: it has no audio encoder before it has learnt what sounds are for.
    engine::ModelConfig configAt(const Position& position) const {
        engine::ModelConfig config = m_model.config;
        if (!hasHeard(m_stages, position)) config.audio.reset();
        return config;
    }

    ExaminationOptions examination(const Position& position, std::int64_t situations) const {
        ExaminationOptions examination;
        examination.seed = m_options.seed;
        examination.situations = situations;
        if (hasHeard(m_stages, position)) examination.voices = m_voices;
        return examination;
    }

    /// Of the checkpoint that was examined last. Clips take their time and are seldom asked about: fewer of them do.
    Result<Marks> examinedOnClips(ExaminationOptions examination) const {
        examination.isOfClips = true;
        examination.situations = (examination.situations + 3) / 4;
        return examine(checkpoint(), examination);
    }

    /// Writes the checkpoint and lets it answer.
    Result<Marks> examined(const Position& position, const ExaminationOptions& examination) const {
        MSAO_CHECK(exportModel(configAt(position), m_model.parameters, m_tokenizer, checkpoint()));
        return examine(checkpoint(), examination);
    }

    Status writeCard(const CardFacts& facts) const {
        return engine::writeFile(checkpoint() / "README.md", modelCard(facts));
    }

private:
    fs::path checkpoint() const { return m_options.folder / name(m_role); }

    Role m_role;
    std::span<const Stage> m_stages;
    const RunOptions& m_options;
    const Model& m_model;
    std::string m_tokenizer;
    const world::SpeechBank* m_voices;
};

Error teacherLacking(std::string_view stage, const RunOptions& options) {
    return {ErrorCode::FileNotFound, "stage `" + std::string(stage) + "` follows the target's answers: expected " +
                                         stateFile(options.folder, Role::Target).string() +
                                         " of a target that has learnt them, found none; train the target, then "
                                         "resume"};
}

/// Learns until the end of the curriculum or of the time, or until a stage needs a teacher that is not there.
Status learn(Trainer& trainer, const Files& files, TrainingLog& log, const RunOptions& options) {
    const Clock::time_point begin = Clock::now();
    const auto isOver = [&] {
        const std::chrono::duration<double, std::ratio<60>> spent = Clock::now() - begin;
        return trainer.isFinished() || spent.count() >= options.minutes || options.isInterrupted();
    };
    Every saving(options.saveMinutes), examining(options.examineMinutes);
    while (!isOver()) {
        if (trainer.lacksTeacher()) {
            MSAO_CHECK(files.save(trainer.position()));
            return teacherLacking(trainer.stageName(), options);
        }
        const StepReport report = trainer.step();
        log.add(report, trainer.picturesLeft());
        if (saving.isDue()) MSAO_CHECK(files.save(trainer.position()));
        if (report.stage->rows == 0 || !examining.isDue()) continue;
        const Position& position = trainer.position();
        MSAO_TRY(const Marks marks, files.examined(position, files.examination(position, kSituationsUnderway)));
        log.add(marks, position);
    }
    return files.save(trainer.position());
}

Status finish(Role role, const Trainer& trainer, const Files& files, TrainingLog& log, const RunOptions& options) {
    CardFacts facts;
    facts.name = name(role);
    facts.position = trainer.position();
    const engine::ModelConfig config = files.configAt(facts.position);
    facts.parameters = modelSize(config);
    facts.hears = config.audio.has_value();
    facts.isFinished = trainer.isFinished();
    std::int64_t situations = trainer.isFinished() ? options.finalSituations : kSituationsUnderway;
    if (options.isInterrupted()) situations = 1;  // somebody waits for the program to end
    facts.examination = files.examination(facts.position, situations);
    facts.date = options.date;
    facts.version = options.version;
    facts.commit = options.commit;
    MSAO_TRY(facts.marks, files.examined(facts.position, facts.examination));
    log.add(facts.marks, facts.position);
    MSAO_TRY(facts.clipMarks, files.examinedOnClips(facts.examination));
    return files.writeCard(facts);
}

at::Device deviceOf(const RunOptions& options) {
    return options.shape.isOnCuda ? at::Device(at::kCUDA) : at::Device(at::kCPU);
}

}  // namespace

Status makeTokenizer(const RunOptions& options) {
    std::error_code failure;
    fs::create_directories(options.folder, failure);
    const fs::path file = options.folder / "tokenizer.json";
    if (fs::exists(file)) return engine::Done{};
    if (options.from.empty()) return engine::writeFile(file, tokenizerJson(learnDemoMerges(options.seed)));
    const fs::path known = options.from / name(Role::Target) / "tokenizer.json";
    MSAO_TRY(const std::string text, engine::readSmallFile(known, kMostTokenizerBytes));
    return engine::writeFile(file, text);
}

Status trainModel(Role role, std::span<const Stage> stages, const RunOptions& options) {
    if (!options.lastStage.empty()) {
        MSAO_TRY(const auto last, stageNamed(stages, options.lastStage));
        stages = stages.first(static_cast<std::size_t>(last) + 1);
    }
    MSAO_TRY(const engine::Tokenizer tokenizer, engine::Tokenizer::read(options.folder / "tokenizer.json"));
    MSAO_TRY(std::string tokenizerText, engine::readSmallFile(options.folder / "tokenizer.json", kMostTokenizerBytes));
    MSAO_TRY(const std::int32_t tokens, regularTokens(tokenizer));
    Model model;
    model.config = demoModel(role, tokens);
    model.parameters = makeParameters(model.config, options.seed + (role == Role::Draft ? 1 : 0), deviceOf(options));
    MSAO_TRY(const Position start, startingPoint(role, stages, options, model));
    MSAO_TRY(const auto teacher, teacherOf(role, stages, options, tokens, deviceOf(options)));
    MSAO_TRY(const auto voices, voicesFor(stages, options));
    const world::SpeechBank* speaking = voices ? &*voices : nullptr;

    const std::vector<Stage> recipe = stretched(stages, options.stretch);
    Trainer trainer(model, teacher.get(), tokenizer, recipe, options.shape, start, speaking);
    const Files files(role, recipe, options, model, std::move(tokenizerText), speaking);
    TrainingLog log(options.folder / (std::string(name(role)) + ".jsonl"), name(role), options.logSeconds);
    MSAO_CHECK(learn(trainer, files, log, options));
    return finish(role, trainer, files, log, options);
}

}  // namespace msao::training
