// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ask_arguments.h"
#include "app/cli/ask_prompt.h"
#include "app/cli/ask_report.h"
#include "app/cli/ask_server.h"
#include "app/cli/command.h"
#include "app/cli/elapsed.h"
#include "app/cli/loaded_pair.h"

#include "msao/engine/device_costs.h"
#include "msao/engine/trace_writer.h"

#include <chrono>
#include <optional>
#include <utility>

namespace msao::app {

using namespace engine;

namespace {

using Clock = std::chrono::steady_clock;

// As AnswerPrinter prints them.
constexpr const char* kMarks =
    "The answer's tokens, on a terminal: plain, a draft that the cloud accepted; yellow, corrected by the cloud; "
    "blue,\n"
    "the cloud's own; dim, not verified. Elsewhere: [corrected by the cloud], (not verified).";

Result<InProcessQuestion> questionOf(const AskArguments& arguments, const Engine& engine) {
    InProcessQuestion question;
    question.policy = arguments.policy == "paper" ? Policy::Paper : Policy::Adaptive;
    question.text = arguments.prompt.text;
    MSAO_TRY(PromptDescription description, describePrompt(arguments.prompt, engine));
    question.prompt = std::move(description);
    question.sampling = arguments.sampling.resolve(engine.config().generation);
    question.maxNewTokens = arguments.maxNewTokens;
    question.cloudBudget = arguments.cloudBudget;
    question.hidden = arguments.hiddenFormat();
    if (arguments.link.empty()) return question;
    MSAO_TRY(question.link, protocol::parseLinkProfile(arguments.link));
    return question;
}

Result<LoadedPair> loadFor(const AskArguments& arguments, Mode mode, std::stop_token stop) {
    PairNeeds needs;
    needs.target = mode != Mode::EdgeOnly;
    needs.draft = mode != Mode::CloudOnly && mode != Mode::PerLlm;
    needs.cloudDraft = mode == Mode::Hybrid || (arguments.hasCloudDraft && leavesChoice(mode));
    needs.who = "mode " + arguments.mode + " needs";
    return loadPair({arguments.draft, arguments.target, arguments.model, arguments.weights}, needs, stop);
}

/// Co-located, the edge has nothing to draft, so that one copy is enough.
InProcessModels modelsFor(const LoadedPair& loaded, Mode mode) {
    InProcessModels models = loaded.models();
    if (mode == Mode::CoLocated) models.cloudDraft = models.draft;
    return models;
}

/// What the other modes do when they measure this machine for their plan: weights are in memory, products are chosen.
Status warmUp(const LoadedPair& models, Mode mode) {
    if (mode != Mode::CloudOnly && mode != Mode::EdgeOnly) return Done{};
    Engine& engine = mode == Mode::CloudOnly ? *models.target : *models.draft;
    const auto costs = measureDeviceCosts(engine, [] { return TraceTime(Clock::now().time_since_epoch()); });
    return costs ? Status(Done{}) : Status(costs.error());
}

Status runAsk(const AskArguments& arguments, std::stop_token stop) {
    const Clock::time_point began = Clock::now();
    MSAO_TRY(const Mode mode, arguments.askedMode());
    MSAO_CHECK(arguments.checkCloudDraft(mode));
    MSAO_CHECK(arguments.prompt.mediaAreThere());
    std::optional<TraceWriter> file;
    if (!arguments.trace.empty()) {
        MSAO_TRY(file, TraceWriter::create(arguments.trace));
    }
    MSAO_TRY(const LoadedPair loaded, loadFor(arguments, mode, stop));
    AskTimes times{.loadMs = millisecondsSince(began)};
    const Clock::time_point prepared = Clock::now();
    MSAO_TRY(InProcessQuestion question, questionOf(arguments, loaded.any()));
    question.mode = mode;
    MSAO_CHECK(warmUp(loaded, mode));
    times.prepareMs = millisecondsSince(prepared);

    AnswerTimer timer;
    timer.asked = TraceTime(0);  // the trace's clock starts with the answer
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
    MSAO_TRY(const InProcessAnswer answer, answerInProcess(modelsFor(loaded, mode), question, sinks, stop));
    times.answerMs = millisecondsSince(asked);

    const Status told =
        tellAnswer(arguments.json, {mode, *pruning.importance, pruning.isCalibrated}, answer, times, timer);
    if (file) MSAO_CHECK(file->close());
    return told;
}

}  // namespace

void addAskCommand(CLI::App& app, CommandContext& context) {
    auto arguments = std::make_shared<AskArguments>();
    CLI::App* command = app.add_subcommand("ask", "Answer one question as edge and cloud do: drafted, then verified");
    arguments->addTo(*command);
    command->footer(kMarks);
    context.onChosen(command, [arguments, &context] {
        if (!arguments->server.empty()) return askServer(*arguments, context.interrupted);
        return runAsk(*arguments, context.interrupted);
    });
}

}  // namespace msao::app
