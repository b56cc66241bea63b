// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/eval/rounds.h"

#include "app/cli/eval/meter.h"
#include "app/cli/eval/models.h"
#include "app/cli/eval/subject.h"
#include "engine/base/json.h"

#include <cstdio>
#include <iostream>
#include <memory>
#include <string>
#include <utility>

namespace msao::app {

using namespace engine;

namespace {

struct RoundsArguments {
    EvalArguments models;
    std::string mode = "msao";

    void addTo(CLI::App& command);
};

void RoundsArguments::addTo(CLI::App& command) {
    command.add_option("--draft", models.draft, "Checkpoint folder of the edge's model; not needed for cloud-only");
    command.add_option("--target", models.target, "Checkpoint folder of the cloud's model; not needed for edge-only");
    command.add_option("--mode", mode, "Who answers; nothing is pruned")->capture_default_str();
    models.model.kvCacheMegabytes = 256;
    models.model.addDeviceOptions(command);
    models.weights.addTo(command);
}

/// One line of stdin, as the command's footer tells.
Result<InProcessQuestion> questionOf(const std::string& line, const Engine& engine) {
    MSAO_TRY(const nlohmann::json root, parseJson(line, "stdin"));
    MSAO_TRY(const JsonObject order, JsonObject::of(root, "stdin"));
    InProcessQuestion question;
    question.qualityBound = 0;
    question.showsMap = false;
    MSAO_TRY(question.text, order.string("question"));
    MSAO_TRY(const auto tokens, order.optionalIntegers("tokens", {0, engine.tokenEnd() - 1}, 1 << 20));
    if (!tokens || tokens->empty()) return order.wrong("tokens", "the prompt's tokens");
    for (const std::int64_t token : *tokens)
        question.prompt.tokens.push_back(TokenId{static_cast<std::int32_t>(token)});
    MSAO_TRY(const auto image, order.optionalString("image"));
    if (image) {
        MSAO_TRY(RgbImage picture, readImage(*image));
        question.prompt.visuals.push_back({VisualKind::Image, {{std::move(picture)}}, {}});
    }
    MSAO_TRY(const std::int64_t newTokens, order.integer("new_tokens", {1, 1 << 20}));
    question.maxNewTokens = static_cast<std::int32_t>(newTokens);
    return question;
}

/// Times are from asking; how fast the models are is measured anew for each answer, and a session would know it.
nlohmann::json replyOf(const InProcessAnswer& answer, const EvalMeter& meter) {
    nlohmann::json tokens = nlohmann::json::array();
    for (const AnswerToken& token : answer.tokens) tokens.push_back(toIndex(token.token));
    const double firstTokenMs = meter.firstTokenMs().value_or(answer.measuringMs);
    return {{"tokens", std::move(tokens)},
            {"first_token_ms", firstTokenMs - answer.measuringMs},
            {"first_tokens", meter.decoding.firstTokens()},
            {"decode_ms", meter.lastTokenMs() - firstTokenMs},
            {"drafted", meter.drafted},
            {"accepted", answer.counts.accepted},
            {"peak_memory_bytes", peakMemoryBytes()}};
}

Status answerLine(const std::string& line, const InProcessModels& models, Mode mode, std::stop_token stop) {
    const Engine& any = models.target != nullptr ? *models.target : *models.draft;
    MSAO_TRY(InProcessQuestion question, questionOf(line, any));
    question.mode = mode;
    EvalMeter meter;
    MSAO_TRY(const InProcessAnswer answer, answerInProcess(models, question, meter, std::move(stop)));
    if (answer.outcome == RequestOutcome::Cancelled) return Error{ErrorCode::Cancelled, "stopped"};
    if (answer.outcome == RequestOutcome::Failed)
        return answer.error.value_or(Error{ErrorCode::Internal, "an answer failed"});
    std::printf("%s\n", replyOf(answer, meter).dump().c_str());
    std::fflush(stdout);
    return Done{};
}

Status runRounds(const RoundsArguments& arguments, std::stop_token stop) {
    EvalArguments named = arguments.models;
    named.modes = arguments.mode;
    MSAO_TRY(const std::vector<evaluation::RunSpec> runs, named.runs());
    if (runs.size() != 1) return Error{ErrorCode::InvalidArgument, "--mode: expected one mode"};
    MSAO_TRY(const LoadedPair models, loadModels(named, runs, stop));
    InProcessModels pair = models.models();
    if (runs.front().mode == Mode::CoLocated) pair.cloudDraft = pair.draft;
    for (std::string line; std::getline(std::cin, line);) MSAO_CHECK(answerLine(line, pair, runs.front().mode, stop));
    return Done{};
}

}  // namespace

void addEvalRoundsCommand(CLI::App& eval, CommandContext& context) {
    auto arguments = std::make_shared<RoundsArguments>();
    CLI::App* command = eval.add_subcommand(
        "rounds", "Answer prompts from stdin, a line of JSON each, for measurements beside other programs");
    arguments->addTo(*command);
    command->footer(
        "A line asks {\"question\": \"how many?\", \"tokens\": [1, 2], \"image\": \"FILE\", \"new_tokens\": 32}, the "
        "image only "
        "if there is one; tokens are of the rendered chat, one pad for the image. The answer is a line, too.");
    context.onChosen(command, [arguments, &context] { return runRounds(*arguments, context.interrupted); });
}

}  // namespace msao::app
