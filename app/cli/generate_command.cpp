// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/model_arguments.h"
#include "app/cli/progress_bar.h"
#include "app/cli/prompt_arguments.h"
#include "app/cli/sampling_arguments.h"
#include "app/cli/stop_string_filter.h"

#include "msao/engine/generate.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdio>
#include <optional>
#include <utility>

namespace msao::app {

using namespace engine;

namespace {

using Clock = std::chrono::steady_clock;

double millisecondsBetween(Clock::time_point from, Clock::time_point to) {
    return std::chrono::duration<double, std::milli>(to - from).count();
}

struct GenerateArguments {
    ModelArguments model;
    PromptArguments prompt;
    SamplingArguments sampling;
    std::int32_t maxNewTokens = 256;
    std::vector<std::string> stopStrings;
    bool json = false;
};

const char* reasonName(StopReason reason) {
    switch (reason) {
        case StopReason::EndOfText:
            return "end_of_text";
        case StopReason::Length:
            return "length";
        case StopReason::StopString:
            return "stop_string";
        case StopReason::Cancelled:
            return "cancelled";
    }
    return "";
}

struct Timings {
    Clock::time_point start = Clock::now();
    Clock::time_point loaded, prepared, firstToken, lastToken;
};

nlohmann::json timingsJson(const Timings& t, std::size_t newTokens) {
    const double decodeMs = millisecondsBetween(t.firstToken, t.lastToken);
    nlohmann::json json = {{"load_ms", millisecondsBetween(t.start, t.loaded)},
                           {"prepare_ms", millisecondsBetween(t.loaded, t.prepared)},
                           {"prefill_ms", millisecondsBetween(t.prepared, t.firstToken)},
                           {"first_token_ms", millisecondsBetween(t.start, t.firstToken)},
                           {"decode_ms", decodeMs}};
    json["decode_tokens_per_second"] =
        newTokens > 1 ? nlohmann::json(1000.0 * static_cast<double>(newTokens - 1) / decodeMs) : nlohmann::json();
    return json;
}

void printJson(const Answer& answer, std::size_t promptTokens, const Timings& timings) {
    std::vector<std::int32_t> tokens;
    for (const TokenId token : answer.tokens) tokens.push_back(toIndex(token));
    const nlohmann::json json = {{"tokens", tokens},
                                 {"text", answer.text},
                                 {"stop", reasonName(answer.reason)},
                                 {"prompt_tokens", promptTokens},
                                 {"timings", timingsJson(timings, answer.tokens.size())}};
    std::printf("%s\n", json.dump().c_str());
}

/// Prints bytes as they come; a character split over two tokens is completed by the next one.
void stream(const std::string& bytes) {
    std::fwrite(bytes.data(), 1, bytes.size(), stdout);
    std::fflush(stdout);
}

/// An answer that is neither at its end nor as long as was asked for met the end of the KV cache.
void tellFullCache(const GenerateArguments& arguments, const Answer& answer) {
    const bool isFull =
        answer.reason == StopReason::Length && std::cmp_less(answer.tokens.size(), arguments.maxNewTokens);
    if (!isFull) return;
    std::fprintf(stderr, "msao: the answer ends after %zu tokens: the KV cache of %zu MB is full (--kv-cache-mb)\n",
                 answer.tokens.size(), arguments.model.kvCacheMegabytes);
}

Status runGenerate(const GenerateArguments& arguments, std::stop_token stop) {
    Timings timings;
    MSAO_CHECK(arguments.prompt.mediaAreThere());
    MSAO_TRY(const std::unique_ptr<Engine> engine, arguments.model.load(stop));
    timings.loaded = Clock::now();
    MSAO_TRY(const Prompt prompt, arguments.prompt.build(*engine));
    timings.prepared = Clock::now();

    GenerateOptions options;
    options.sampling = arguments.sampling.resolve(engine->config().generation);
    options.maxNewTokens = arguments.maxNewTokens;
    options.stopStrings = arguments.stopStrings;
    options.onReading = progressBar(stop).report;
    StopStringFilter shown(arguments.stopStrings);
    const Tokenizer& tokenizer = engine->tokenizer();
    bool first = true;
    const auto onToken = [&](TokenId token) {
        timings.lastToken = Clock::now();
        if (std::exchange(first, false)) timings.firstToken = timings.lastToken;
        if (!arguments.json && !tokenizer.isSpecial(token)) stream(shown.pass(tokenizer.bytes(token)));
    };
    Session session = engine->newSession();
    MSAO_TRY(const Answer answer, generate(*engine, session, prompt, options, onToken, stop));
    if (arguments.json) {
        printJson(answer, prompt.tokens.size(), timings);
    } else {
        stream(shown.rest() + "\n");
    }
    tellFullCache(arguments, answer);
    if (answer.reason == StopReason::Cancelled)
        return Error{ErrorCode::Cancelled, "stopped after " + std::to_string(answer.tokens.size()) + " tokens"};
    return Done{};
}

}  // namespace

void addGenerateCommand(CLI::App& app, CommandContext& context) {
    auto arguments = std::make_shared<GenerateArguments>();
    CLI::App* command = app.add_subcommand("generate", "Answer one question about text, images, video or sound");
    arguments->model.addTo(*command);
    arguments->prompt.addTo(*command);
    arguments->sampling.addTo(*command);
    command->add_option("--max-new-tokens", arguments->maxNewTokens, "The answer's length at most")
        ->capture_default_str()
        ->check(CLI::Range(1, 1 << 20));
    command->add_option("--stop", arguments->stopStrings, "End the answer where this text appears; may be repeated")
        ->take_all()
        ->expected(1);
    command->add_flag("--json", arguments->json, "Print tokens, text and timings as one JSON object");
    context.onChosen(command, [arguments, &context] { return runGenerate(*arguments, context.interrupted); });
}

}  // namespace msao::app
