// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/bench_step.h"

#include "engine/decode/read_bandwidth.h"
#include "msao/engine/sampling.h"

#include <chrono>
#include <cstdio>

namespace msao::app {

using namespace engine;

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kStepsPerRound = 6;
constexpr int kReadPasses = 3;

/// Samples of one weight type over all rounds.
struct StepSamples {
    std::vector<double> readGbPerSecond;
    std::vector<double> share;                       // of the read bandwidth, by steps of the first token count
    std::vector<std::vector<double>> stepMs;         // per token count
    std::vector<std::vector<double>> ratioToFirst;   // per token count, within a round
};

/// One step of `tokens` and the choice of a token after each, as a verifier does it; the session is left as it was.
Result<double> timedStepMs(Engine& engine, Session& session, std::span<const TokenId> tokens, Logits& logits) {
    const auto begin = Clock::now();
    const DecodeRequest request{&session, tokens};
    MSAO_CHECK(engine.decode(std::span(&request, 1), logits));
    for (std::int64_t row = 0; row < logits.rows; ++row) {
        sampleToken(logits.row(row), engine.tokenEnd(), SamplingOptions{}, {}, session.length() + row);
    }
    const double ms = std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
    MSAO_CHECK(engine.rollBack(session, static_cast<std::int64_t>(tokens.size())));
    return ms;
}

Result<Spread> timedSteps(Engine& engine, Session& session, std::span<const TokenId> tokens) {
    Logits logits;
    std::vector<double> samples;
    for (int i = 0; i < kStepsPerRound; ++i) {
        MSAO_TRY(const double ms, timedStepMs(engine, session, tokens, logits));
        samples.push_back(ms);
    }
    return spreadOf(samples);
}

Result<nlohmann::json> stepRound(Engine& engine, Session& session, const std::vector<int>& tokenCounts, ReadBandwidth& memory, StepSamples& samples) {
    const std::vector<TokenId> tokens = randomTokens(engine, kMaxDecodeTokens);
    nlohmann::json figures;
    // The memory's speed drifts by 2x within minutes, so it is read before and after the steps of each round.
    const double readBefore = memory.median(kReadPasses) / 1e9;
    double firstMedianMs = 0;
    for (std::size_t i = 0; i < tokenCounts.size(); ++i) {
        MSAO_TRY(const Spread ms, timedSteps(engine, session, std::span(tokens).first(static_cast<std::size_t>(tokenCounts[i]))));
        if (i == 0) firstMedianMs = ms.median;
        samples.stepMs[i].push_back(ms.median);
        samples.ratioToFirst[i].push_back(ms.median / firstMedianMs);
        figures["step_ms"][std::to_string(tokenCounts[i])] = ms.median;
    }
    const double read = (readBefore + memory.median(kReadPasses) / 1e9) / 2;
    const double share = static_cast<double>(engine.bytesPerStep()) / 1e6 / firstMedianMs / read;
    samples.readGbPerSecond.push_back(read);
    samples.share.push_back(share);
    figures["read_gb_per_s"] = read;
    figures["share_of_read_bandwidth"] = share;
    return figures;
}

nlohmann::json summary(const StepSamples& samples, const std::string& weights, const std::vector<int>& tokenCounts, const Engine& engine) {
    nlohmann::json steps = nlohmann::json::array();
    for (std::size_t i = 0; i < tokenCounts.size(); ++i) {
        steps.push_back({{"tokens", tokenCounts[i]}, {"step_ms", toJson(spreadOf(samples.stepMs[i]))}, {"ratio_to_first", toJson(spreadOf(samples.ratioToFirst[i]))}});
    }
    const Spread first = spreadOf(samples.stepMs[0]);
    return {{"dtype", weights},
            {"bytes_per_step", engine.bytesPerStep()},
            {"read_gb_per_s", toJson(spreadOf(samples.readGbPerSecond))},
            {"share_of_read_bandwidth", toJson(spreadOf(samples.share))},
            {"tokens_per_second", 1000.0 * tokenCounts[0] / first.median},
            {"steps", steps}};
}

void printSummary(const nlohmann::json& run) {
    std::printf("%-5s read %.1f GB/s, a step reads %.3f GB: share %.2f (%.2f-%.2f), %.1f tokens/s\n", run["dtype"].get<std::string>().c_str(),
                run["read_gb_per_s"]["median"].get<double>(), run["bytes_per_step"].get<double>() / 1e9,
                run["share_of_read_bandwidth"]["median"].get<double>(), run["share_of_read_bandwidth"]["min"].get<double>(),
                run["share_of_read_bandwidth"]["max"].get<double>(), run["tokens_per_second"].get<double>());
    for (const auto& step : run["steps"]) {
        std::printf("      %2d tokens: %8.2f ms (%.2f-%.2f), %.2f x the first\n", step["tokens"].get<int>(), step["step_ms"]["median"].get<double>(),
                    step["step_ms"]["min"].get<double>(), step["step_ms"]["max"].get<double>(), step["ratio_to_first"]["median"].get<double>());
    }
}

Result<nlohmann::json> benchOneType(const BenchArguments& arguments, const std::filesystem::path& folder, const std::string& weights,
                                    const std::vector<int>& tokenCounts, std::stop_token stop) {
    MSAO_TRY(const std::unique_ptr<Engine> engine, loadForBench(arguments, folder, weights, stop));
    MSAO_TRY(const Prompt prompt, randomPrompt(*engine, arguments.contextTokens));
    Session session = engine->newSession();
    MSAO_TRY(const Logits ignored, engine->prefill(session, prompt, LogitRows::Last, stop));
    MSAO_TRY(ReadBandwidth memory, ReadBandwidth::make(arguments.threads));
    StepSamples samples;
    samples.stepMs.resize(tokenCounts.size());
    samples.ratioToFirst.resize(tokenCounts.size());
    MSAO_CHECK(forEachRound(arguments, stop, [&](int) { return stepRound(*engine, session, tokenCounts, memory, samples); }));
    return summary(samples, weights, tokenCounts, *engine);
}

}  // namespace

Status benchSteps(const BenchArguments& arguments, const std::vector<int>& tokenCounts, std::stop_token stop) {
    MSAO_TRY(const std::filesystem::path folder, benchFolder(arguments, stop));
    nlohmann::json result = {{"context", arguments.contextTokens}, {"rounds", arguments.rounds}, {"runs", nlohmann::json::array()}};
    for (const std::string& weights : arguments.weights) {
        MSAO_TRY(const nlohmann::json run, benchOneType(arguments, folder, weights, tokenCounts, stop));
        if (!arguments.json && !arguments.paced) printSummary(run);
        result["runs"].push_back(run);
    }
    if (arguments.json) std::printf("%s\n", result.dump(2).c_str());
    return Done{};
}

}  // namespace msao::app
