// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/model_arguments.h"
#include "app/cli/progress_bar.h"
#include "app/cli/prompt_arguments.h"

#include "engine/checkpoint/safetensors_writer.h"

#include <cstdio>

namespace msao::app {

using namespace engine;

namespace {

struct LogitsArguments {
    ModelArguments model;
    PromptArguments prompt;
    std::filesystem::path out;
};

Status writeLogits(const std::filesystem::path& file, const Prompt& prompt, const Logits& logits) {
    const auto n = static_cast<std::int64_t>(prompt.tokens.size());
    std::vector<std::int64_t> ids;
    for (const TokenId token : prompt.tokens) ids.push_back(toIndex(token));
    std::vector<std::int64_t> positions;  // [3, n]: all times, all heights, all widths
    for (std::size_t axis = 0; axis < 3; ++axis) {
        for (const RopePosition& position : prompt.positions) positions.push_back(position[axis]);
    }
    MSAO_TRY(const std::unique_ptr<SafetensorsWriter> writer,
             SafetensorsWriter::create(file, {{"input_ids", ElementType::I64, {n}},
                                              {"position_ids", ElementType::I64, {3, n}},
                                              {"logits", ElementType::F32, {logits.rows, logits.vocabularySize}}}));
    MSAO_CHECK(writer->write("input_ids", 0, std::as_bytes(std::span(ids))));
    MSAO_CHECK(writer->write("position_ids", 0, std::as_bytes(std::span(positions))));
    MSAO_CHECK(writer->write("logits", 0, std::as_bytes(std::span(logits.values))));
    return writer->finish();
}

Status runLogits(const LogitsArguments& arguments, std::stop_token stop) {
    MSAO_CHECK(arguments.prompt.mediaAreThere());
    MSAO_TRY(const std::unique_ptr<Engine> engine, arguments.model.load(stop));
    MSAO_TRY(const Prompt prompt, arguments.prompt.build(*engine));
    Session session = engine->newSession();
    MSAO_TRY(const Logits logits, engine->prefill(session, prompt, LogitRows::All, progressBar(stop)));
    MSAO_CHECK(writeLogits(arguments.out, prompt, logits));
    std::printf("%s: %lld tokens, %lld logits each\n", arguments.out.c_str(), static_cast<long long>(logits.rows),
                static_cast<long long>(logits.vocabularySize));
    return Done{};
}

}  // namespace

void addLogitsCommand(CLI::App& app, CommandContext& context) {
    auto arguments = std::make_shared<LogitsArguments>();
    CLI::App* command =
        app.add_subcommand("logits", "Write the logits of every token of a prompt to a safetensors file");
    arguments->model.addTo(*command);
    arguments->prompt.addTo(*command);
    command
        ->add_option("--out", arguments->out,
                     "The file to write: input_ids [n], position_ids [3, n], logits [n, vocabulary] f32")
        ->required();
    context.onChosen(command, [arguments, &context] { return runLogits(*arguments, context.interrupted); });
}

}  // namespace msao::app
