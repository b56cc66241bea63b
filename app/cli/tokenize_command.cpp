// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "msao/engine/tokenizer.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace msao::app {

using namespace engine;

namespace {

struct TokenizeArguments {
    std::filesystem::path folder;
    std::filesystem::path file;
    std::optional<std::string> text;
    bool json = false;
};

Result<std::string> readText(const TokenizeArguments& arguments) {
    if (arguments.text) return *arguments.text;
    std::error_code error;
    if (!std::filesystem::is_regular_file(arguments.file, error)) {
        return Error{ErrorCode::FileNotFound, arguments.file.string() + ": expected a text file, found none"};
    }
    std::ifstream stream(arguments.file, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(stream), {}};
    if (!stream) return Error{ErrorCode::FileUnreadable, arguments.file.string() + ": cannot be read"};
    return text;
}

void print(const std::vector<TokenId>& ids, bool asJson) {
    if (!asJson) {
        for (const TokenId id : ids) std::printf("%d\n", toIndex(id));
        return;
    }
    nlohmann::json list = nlohmann::json::array();
    for (const TokenId id : ids) list.push_back(toIndex(id));
    std::printf("%s\n", nlohmann::json{{"ids", std::move(list)}, {"count", ids.size()}}.dump().c_str());
}

Status runTokenize(const TokenizeArguments& arguments, const std::stop_token& stop) {
    MSAO_TRY(const std::string text, readText(arguments));
    MSAO_TRY(const Tokenizer tokenizer, Tokenizer::read(arguments.folder / "tokenizer.json"));
    const std::vector<TokenId> ids = tokenizer.encode(text, stop);
    if (stop.stop_requested()) return Error{ErrorCode::Cancelled, "stopped before the text was read to its end"};
    print(ids, arguments.json);
    return Done{};
}

}  // namespace

void addTokenizeCommand(CLI::App& app, CommandContext& context) {
    auto arguments = std::make_shared<TokenizeArguments>();
    CLI::App* command = app.add_subcommand("tokenize", "Print the token ids of a text");
    command->add_option("--model", arguments->folder, "Checkpoint folder; only its tokenizer.json is read")->required();
    CLI::Option_group* source = command->add_option_group("text");
    source->add_option("--file", arguments->file, "The text, a file");
    source->add_option("--text", arguments->text, "The text itself");
    source->require_option(1);
    command->add_flag("--json", arguments->json, R"(Print {"ids": [...], "count": n} instead of one id a line)");
    context.onChosen(command, [arguments, &context] { return runTokenize(*arguments, context.interrupted); });
}

}  // namespace msao::app
