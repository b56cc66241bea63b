// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/bench_setup.h"

#include "app/cli/model_arguments.h"
#include "app/cli/progress_bar.h"

#include "engine/checkpoint/model_presets.h"
#include "engine/checkpoint/synthesize.h"

#include "msao/engine/weight_types.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <random>
#include <thread>

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

nlohmann::json whatRuns(const BenchArguments& arguments) {
    const bool isShape = arguments.folder.empty();
    const int threads =
        arguments.threads > 0 ? arguments.threads : static_cast<int>(std::thread::hardware_concurrency());
    return {{"like", isShape ? nlohmann::json(arguments.like) : nlohmann::json()},
            {"model", isShape ? nlohmann::json() : nlohmann::json(arguments.folder.string())},
            {"device", arguments.device},
            {"threads", threads},
            {"rounds", arguments.rounds}};
}

}  // namespace

void BenchArguments::addTo(CLI::App& command, const char* context) {
    command.add_option("--model", folder, "Checkpoint to measure; default: random weights in the shape of --like");
    command.add_option("--like", like, "qwen2-vl-2b, qwen2.5-vl-7b or tiny: made once and kept in the cache folder")
        ->capture_default_str();
    command.add_option("--dtype", weights, "Weight types, separated by commas")->delimiter(',')->capture_default_str();
    command.add_option("--device", device, "cpu or cuda")->capture_default_str();
    command.add_option("--threads", threads, "Worker threads, 0 for one per core")
        ->capture_default_str()
        ->check(CLI::Range(0, 1024));
    command.add_option("--context", contextTokens, context)->capture_default_str()->check(CLI::Range(1, 1 << 20));
    command
        .add_option("--rounds", rounds,
                    "How often each weight type is measured, one type after the other; reading "
                    "memory alternates with what is measured")
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

Status checkNames(const BenchArguments& arguments) {
    for (const std::string& name : arguments.weights) {
        const auto type = weightTypeNamed(name);
        if (!type) return Error{type.error().code, "--dtype: " + type.error().message};
    }
    if (!arguments.folder.empty()) return Done{};
    const auto shape = presetNamed(arguments.like, ModelFamily::Qwen2VL);
    if (!shape) return Error{shape.error().code, "--like: " + shape.error().message};
    return Done{};
}

Result<std::filesystem::path> benchFolder(const BenchArguments& arguments, std::stop_token stop) {
    if (!arguments.folder.empty()) return arguments.folder;
    const std::filesystem::path folder = cacheFolder() / (arguments.like + "-seed" + std::to_string(kWeightSeed));
    if (std::filesystem::exists(folder / "config.json")) return folder;
    MSAO_TRY(const ModelConfig model, presetNamed(arguments.like, ModelFamily::Qwen2VL));
    std::fprintf(stderr, "msao: making random weights like %s once, in %s\n", arguments.like.c_str(), folder.c_str());
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

Result<int> forEachRound(const BenchArguments& arguments, const std::string& weights, std::stop_token stop,
                         const std::function<Result<nlohmann::json>()>& round) {
    const Progress progress = arguments.paced ? Progress{} : progressBar(stop);
    std::string line;
    int done = 0;
    while (arguments.paced || done < arguments.rounds) {
        if (arguments.paced && !std::getline(std::cin, line)) break;
        if (!arguments.paced) progress.report(static_cast<double>(done) / arguments.rounds, "measuring " + weights);
        if (stop.stop_requested() && done > 0) break;
        if (stop.stop_requested()) return Error{ErrorCode::Cancelled, "stopped before the first round"};
        const Result<nlohmann::json> figures = round();
        if (!figures && done > 0 && figures.error().code == ErrorCode::Cancelled) break;
        if (!figures) return figures.error();
        ++done;
        if (arguments.paced) std::cout << figures->dump() << std::endl;
    }
    return done;
}

Status measureTypes(const BenchArguments& arguments, std::stop_token stop, nlohmann::json report,
                    const std::function<Result<nlohmann::json>(const std::string&)>& measure,
                    const std::function<void(const nlohmann::json&)>& print) {
    report.update(whatRuns(arguments));
    report["runs"] = nlohmann::json::array();
    Status outcome = Done{};
    for (const std::string& weights : arguments.weights) {
        const auto run = measure(weights);
        if (!run) {
            outcome = run.error();
            break;
        }
        if (!arguments.json && !arguments.paced) print(*run);
        std::fflush(stdout);
        report["runs"].push_back(*run);
        if (!stop.stop_requested()) continue;
        outcome = Error{ErrorCode::Cancelled, "stopped: what was measured until then is all there is"};
        break;
    }
    if (arguments.json && !report["runs"].empty()) std::printf("%s\n", report.dump(2).c_str());
    return outcome;
}

}  // namespace msao::app
