// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/bench_setup.h"

#include "app/cli/model_arguments.h"
#include "app/cli/progress_bar.h"

#include "engine/checkpoint/model_presets.h"
#include "engine/checkpoint/synthesize.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <random>

namespace msao::app {

using namespace engine;

namespace {

constexpr std::uint64_t kWeightSeed = 1;
constexpr std::uint64_t kTokenSeed = 2;

std::filesystem::path cacheFolder() {
    if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache != nullptr && *cache != '\0')
        return std::filesystem::path(cache) / "msao";
    if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0')
        return std::filesystem::path(home) / ".cache" / "msao";
    return std::filesystem::temp_directory_path() / "msao-cache";
}

}  // namespace

void BenchArguments::addTo(CLI::App& command) {
    command.add_option("--model", folder, "Checkpoint to measure; default: random weights in the shape of --like");
    command.add_option("--like", like, "qwen2-vl-2b, qwen2.5-vl-7b or tiny: made once and kept in the cache folder")
        ->capture_default_str();
    command.add_option("--dtype", weights, "Weight types, separated by commas")->delimiter(',')->capture_default_str();
    command.add_option("--device", device, "cpu or cuda")->capture_default_str();
    command.add_option("--threads", threads, "Worker threads, 0 for one per core")
        ->capture_default_str()
        ->check(CLI::Range(0, 1024));
    command.add_option("--context", contextTokens, "Tokens already in the KV cache")
        ->capture_default_str()
        ->check(CLI::Range(1, 1 << 20));
    command.add_option("--rounds", rounds, "How often everything is measured, interleaved")
        ->capture_default_str()
        ->check(CLI::Range(1, 100000));
    command.add_flag("--paced", paced, "Wait for a line on stdin before each round and print one JSON line after it");
    command.add_flag("--json", json, "Print the result as one JSON object");
}

Spread spreadOf(std::vector<double> samples) {
    if (samples.empty()) return {};
    std::sort(samples.begin(), samples.end());
    const std::size_t middle = samples.size() / 2;
    const double median = samples.size() % 2 == 1 ? samples[middle] : (samples[middle - 1] + samples[middle]) / 2;
    return {samples.front(), median, samples.back()};
}

nlohmann::json toJson(const Spread& spread) {
    return {{"min", spread.min}, {"median", spread.median}, {"max", spread.max}};
}

Result<std::filesystem::path> benchFolder(const BenchArguments& arguments, std::stop_token stop) {
    if (!arguments.folder.empty()) return arguments.folder;
    const std::filesystem::path folder = cacheFolder() / (arguments.like + "-seed" + std::to_string(kWeightSeed));
    if (std::filesystem::exists(folder / "config.json")) return folder;
    std::fprintf(stderr, "msao: making random weights like %s once, in %s\n", arguments.like.c_str(), folder.c_str());
    MSAO_TRY(const ModelConfig model, presetNamed(arguments.like, ModelFamily::Qwen2VL));
    SynthesisOptions options;
    options.seed = kWeightSeed;
    options.progress = progressBar(std::move(stop));
    std::error_code ignored;
    std::filesystem::create_directories(folder.parent_path(), ignored);  // synthesis itself says what is wrong with it
    MSAO_CHECK(synthesizeCheckpoint(model, folder, options));
    return folder;
}

Result<std::unique_ptr<Engine>> loadForBench(const BenchArguments& arguments, const std::filesystem::path& folder,
                                             const std::string& weights, std::stop_token stop) {
    ModelArguments model;
    model.folder = folder;
    model.weights = weights;
    model.device = arguments.device;
    model.threads = arguments.threads;
    return model.load(std::move(stop));
}

std::vector<TokenId> randomTokens(const Engine& engine, std::size_t count) {
    std::mt19937_64 generator(kTokenSeed);
    std::vector<TokenId> tokens;
    while (tokens.size() < count) {
        const TokenId token{static_cast<std::int32_t>(generator() % static_cast<std::uint64_t>(engine.tokenEnd()))};
        if (!engine.tokenizer().isSpecial(token)) tokens.push_back(token);
    }
    return tokens;
}

Result<Prompt> randomPrompt(const Engine& engine, int tokenCount) {
    return buildPrompt(randomTokens(engine, static_cast<std::size_t>(tokenCount)), {}, {}, engine.config());
}

Status forEachRound(const BenchArguments& arguments, std::stop_token stop,
                    const std::function<Result<nlohmann::json>(int)>& round) {
    std::string line;
    for (int i = 0; arguments.paced || i < arguments.rounds; ++i) {
        if (arguments.paced && !std::getline(std::cin, line)) break;
        if (stop.stop_requested()) return Error{ErrorCode::Cancelled, "stopped after " + std::to_string(i) + " rounds"};
        MSAO_TRY(const nlohmann::json figures, round(i));
        if (arguments.paced) std::cout << figures.dump() << std::endl;
    }
    return Done{};
}

}  // namespace msao::app
