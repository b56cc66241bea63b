// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ask_prompt.h"
#include "app/cli/ask_report.h"
#include "app/cli/command.h"
#include "app/cli/model_arguments.h"
#include "app/cli/pruning_arguments.h"
#include "app/cli/sampling_arguments.h"

#include "msao/engine/trace_writer.h"

#include <chrono>
#include <cstdio>
#include <memory>
#include <optional>
#include <utility>

namespace msao::app {

using namespace engine;

namespace {

using Clock = std::chrono::steady_clock;

double millisecondsSince(Clock::time_point from) {
    return std::chrono::duration<double, std::milli>(Clock::now() - from).count();
}

std::string askableModes() {
    std::string names;
    for (const ModeName& entry : kModeNames) names += (names.empty() ? "" : ", ") + std::string(entry.name);
    return names;
}

struct AskArguments {
    bool isInProcess = false;
    std::filesystem::path draft;
    std::filesystem::path target;
    ModelArguments model;  // how both are run; its folder is set for each
    PromptArguments prompt;
    SamplingArguments sampling;
    PruningArguments pruning;
    std::string mode = "msao";
    std::string policy = "adaptive";
    std::string link;
    std::filesystem::path trace;
    std::optional<std::int32_t> cloudBudget;
    std::int32_t maxNewTokens = 256;
    bool json = false;

    void addTo(CLI::App& command);
    Result<InProcessQuestion> question(const Engine& engine) const;
};

void AskArguments::addTo(CLI::App& command) {
    command.add_flag("--in-process", isInProcess, "Edge and cloud are threads of this process")->required();
    command.add_option("--draft", draft, "Checkpoint folder of the edge's model; not needed for cloud-only");
    command.add_option("--target", target, "Checkpoint folder of the cloud's model; not needed for edge-only");
    model.addDeviceOptions(command);
    prompt.addTo(command);
    sampling.addTo(command);
    pruning.addTo(command);
    command.add_option("--mode", mode, "One of " + askableModes())->capture_default_str();
    command.add_option("--policy", policy, "adaptive, or paper for Algorithm 1 to the letter")
        ->check(CLI::IsMember({"adaptive", "paper"}))
        ->capture_default_str();
    command.add_option("--link", link, "An emulated link between the two: 300mbit,20ms[,jitter=5ms,loss=1%]");
    command
        .add_option("--cloud-budget", cloudBudget,
                    "Passes in a row that the cloud takes without an accepted draft; without it no limit")
        ->check(CLI::Range(0, 1'000'000));
    command.add_option("--max-new-tokens", maxNewTokens, "The answer's length at most")
        ->capture_default_str()
        ->check(CLI::Range(1, 1 << 20));
    command.add_option("--trace", trace, "Record everything that happens into this .msao file");
    command.add_flag("--json", json, "Print tokens, text, provenance, timings, plan and MAS as one JSON object");
}

Result<InProcessQuestion> AskArguments::question(const Engine& engine) const {
    InProcessQuestion question;
    question.policy = policy == "paper" ? Policy::Paper : Policy::Adaptive;
    question.text = prompt.text;
    MSAO_TRY(PromptDescription description, describePrompt(prompt, engine));
    question.prompt = std::move(description);
    question.sampling = sampling.resolve(engine.config().generation);
    question.maxNewTokens = maxNewTokens;
    question.cloudBudget = cloudBudget;
    if (link.empty()) return question;
    MSAO_TRY(question.link, protocol::parseLinkProfile(link));
    return question;
}

/// What a mode runs, loaded.
struct LoadedModels {
    std::unique_ptr<Engine> draft;
    std::unique_ptr<Engine> target;
    std::unique_ptr<Engine> copy;  // of the draft model, the cloud's own

    /// Co-located, the edge has nothing to draft, so that one copy is enough.
    InProcessModels forMode(Mode mode) const {
        Engine* const cloudDraft = mode == Mode::CoLocated ? draft.get() : copy.get();
        return {draft.get(), target.get(), cloudDraft};
    }
};

Result<std::unique_ptr<Engine>> loadModel(const AskArguments& arguments, const std::filesystem::path& folder,
                                          const char* option, std::stop_token stop) {
    if (folder.empty()) {
        return Error{ErrorCode::InvalidArgument, "mode " + arguments.mode + " needs " + option};
    }
    ModelArguments model = arguments.model;
    model.folder = folder;
    return model.load(std::move(stop));
}

Result<LoadedModels> loadModels(const AskArguments& arguments, Mode mode, std::stop_token stop) {
    LoadedModels models;
    if (mode != Mode::EdgeOnly) {
        MSAO_TRY(models.target, loadModel(arguments, arguments.target, "--target", stop));
    }
    if (mode != Mode::CloudOnly) {
        MSAO_TRY(models.draft, loadModel(arguments, arguments.draft, "--draft", stop));
    }
    if (mode == Mode::Hybrid) {
        MSAO_TRY(models.copy, loadModel(arguments, arguments.draft, "--draft", stop));
    }
    return models;
}

Result<Mode> askedMode(const std::string& name) {
    const std::optional<Mode> mode = parseMode(name);
    if (!mode) {
        return Error{ErrorCode::InvalidArgument, "--mode: expected " + askableModes() + ", found `" + name + "`"};
    }
    // Before gigabytes are loaded for nothing.
    if (*mode == Mode::PerLlm) return perLlmRefusal();
    return *mode;
}

Status runAsk(const AskArguments& arguments, std::stop_token stop) {
    const Clock::time_point began = Clock::now();
    MSAO_TRY(const Mode mode, askedMode(arguments.mode));
    std::optional<TraceWriter> file;
    if (!arguments.trace.empty()) {
        MSAO_TRY(file, TraceWriter::create(arguments.trace));
    }
    MSAO_TRY(const LoadedModels loaded, loadModels(arguments, mode, stop));
    AskTimes times{.loadMs = millisecondsSince(began)};
    const Clock::time_point prepared = Clock::now();
    MSAO_TRY(InProcessQuestion question, arguments.question(loaded.target ? *loaded.target : *loaded.draft));
    question.mode = mode;
    times.prepareMs = millisecondsSince(prepared);

    AnswerTimer timer;
    AnswerPrinter printer;
    TraceFan sinks;
    sinks.add(timer);
    if (!arguments.json) sinks.add(printer);
    if (file) sinks.add(*file);
    MSAO_TRY(Pruning pruning, arguments.pruning.resolve(arguments.draft));
    question.qualityBound = pruning.qualityBound;
    question.importance = pruning.importance.get();
    question.calibration = std::move(pruning.calibration);
    const Clock::time_point asked = Clock::now();
    MSAO_TRY(const InProcessAnswer answer, answerInProcess(loaded.forMode(mode), question, sinks, stop));
    times.answerMs = millisecondsSince(asked);

    if (arguments.json) {
        std::printf("%s\n",
                    askJson({mode, *pruning.importance, pruning.isCalibrated}, answer, times, timer).dump().c_str());
    } else {
        std::printf("\n");
        std::fprintf(stderr, "%s\n", askSummary(answer, timer).c_str());
    }
    if (file) MSAO_CHECK(file->close());
    if (answer.outcome == RequestOutcome::Failed) return *answer.error;
    if (answer.outcome == RequestOutcome::Cancelled)
        return Error{ErrorCode::Cancelled, "stopped after " + std::to_string(answer.tokens.size()) + " tokens"};
    return Done{};
}

}  // namespace

void addAskCommand(CLI::App& app, CommandContext& context) {
    auto arguments = std::make_shared<AskArguments>();
    CLI::App* command = app.add_subcommand("ask", "Answer one question as edge and cloud do: drafted, then verified");
    arguments->addTo(*command);
    context.onChosen(command, [arguments, &context] { return runAsk(*arguments, context.interrupted); });
}

}  // namespace msao::app
