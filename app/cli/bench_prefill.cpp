// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/bench_step.h"

#include <chrono>
#include <cstdio>

namespace msao::app {

using namespace engine;

namespace {

Result<nlohmann::json> prefillOneType(const BenchArguments& arguments, const std::filesystem::path& folder,
                                      const std::string& weights, std::stop_token stop) {
    MSAO_TRY(const std::unique_ptr<Engine> engine, loadForBench(arguments, folder, weights, stop));
    MSAO_TRY(const Prompt prompt, randomPrompt(*engine, arguments.contextTokens));
    std::vector<double> tokensPerSecond;
    MSAO_CHECK(forEachRound(arguments, stop, [&](int) -> Result<nlohmann::json> {
        Session session = engine->newSession();
        const auto begin = std::chrono::steady_clock::now();
        MSAO_TRY(const Logits ignored, engine->prefill(session, prompt, LogitRows::Last, stop));
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        tokensPerSecond.push_back(arguments.contextTokens / seconds);
        return nlohmann::json{{"tokens_per_second", tokensPerSecond.back()}};
    }));
    return nlohmann::json{{"dtype", weights}, {"tokens_per_second", toJson(spreadOf(tokensPerSecond))}};
}

}  // namespace

Status benchPrefill(const BenchArguments& arguments, std::stop_token stop) {
    MSAO_TRY(const std::filesystem::path folder, benchFolder(arguments, stop));
    nlohmann::json result = {
        {"tokens", arguments.contextTokens}, {"rounds", arguments.rounds}, {"runs", nlohmann::json::array()}};
    for (const std::string& weights : arguments.weights) {
        MSAO_TRY(const nlohmann::json run, prefillOneType(arguments, folder, weights, stop));
        const nlohmann::json& speed = run["tokens_per_second"];
        if (!arguments.json && !arguments.paced) {
            std::printf("%-5s prefill of %d tokens: %.1f tokens/s (%.1f-%.1f)\n", weights.c_str(),
                        arguments.contextTokens, speed["median"].get<double>(), speed["min"].get<double>(),
                        speed["max"].get<double>());
        }
        result["runs"].push_back(run);
    }
    if (arguments.json) std::printf("%s\n", result.dump(2).c_str());
    return Done{};
}

}  // namespace msao::app
