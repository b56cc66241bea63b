// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/bench_step.h"

#include "engine/decode/read_bandwidth.h"

#include <chrono>
#include <cstdio>

namespace msao::app {

using namespace engine;

namespace {

double prefillsPerSecond(std::chrono::steady_clock::time_point begin) {
    return 1 / std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

Result<nlohmann::json> prefillOneType(const BenchArguments& arguments, const std::filesystem::path& folder,
                                      const std::string& weights, std::stop_token stop) {
    MSAO_TRY(const std::unique_ptr<Engine> engine, loadForBench(arguments, folder, weights, stop));
    MSAO_TRY(const Prompt prompt, randomPrompt(*engine, arguments.contextTokens));
    MSAO_TRY(ReadBandwidth memory, ReadBandwidth::make(arguments.threads));
    std::vector<double> tokensPerSecond, readGbPerSecond;
    const auto prefillOnce = [&]() -> Result<nlohmann::json> {
        const double read = memory.measure() / 1e9;
        Session session = engine->newSession();
        const auto begin = std::chrono::steady_clock::now();
        MSAO_TRY(const Logits ignored, engine->prefill(session, prompt, LogitRows::Last, stop));
        tokensPerSecond.push_back(arguments.contextTokens * prefillsPerSecond(begin));
        readGbPerSecond.push_back(read);
        return nlohmann::json{{"tokens_per_second", tokensPerSecond.back()}, {"read_gb_per_s", read}};
    };
    MSAO_TRY(const int rounds, forEachRound(arguments, weights, stop, prefillOnce));
    return nlohmann::json{{"dtype", weights},
                          {"rounds", rounds},
                          {"read_gb_per_s", toJson(spreadOf(readGbPerSecond))},
                          {"tokens_per_second", toJson(spreadOf(tokensPerSecond))}};
}

}  // namespace

Status benchPrefill(const BenchArguments& arguments, std::stop_token stop) {
    MSAO_CHECK(checkNames(arguments));
    MSAO_TRY(const std::filesystem::path folder, benchFolder(arguments, stop));
    const auto measure = [&](const std::string& weights) { return prefillOneType(arguments, folder, weights, stop); };
    const auto print = [&](const nlohmann::json& run) {
        const nlohmann::json& speed = run["tokens_per_second"];
        std::printf("%-5s prefill of %d tokens: %.1f tokens/s (%.1f-%.1f), memory reads %.1f GB/s\n",
                    run["dtype"].get<std::string>().c_str(), arguments.contextTokens, speed["median"].get<double>(),
                    speed["min"].get<double>(), speed["max"].get<double>(),
                    run["read_gb_per_s"]["median"].get<double>());
    };
    return measureTypes(arguments, stop, {{"tokens", arguments.contextTokens}}, measure, print);
}

}  // namespace msao::app
