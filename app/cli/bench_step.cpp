// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/bench_step.h"

#include "app/cli/progress_bar.h"

#include "engine/decode/read_bandwidth.h"
#include "msao/engine/sampling.h"

#include <chrono>
#include <cstdio>

namespace msao::app {

using namespace engine;

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kStepsPerRound = 6;

/// Samples of one weight type over all rounds.
struct StepSamples {
    std::vector<double> readGbPerSecond;
    std::vector<double> share;                      // of the read bandwidth, by steps of the first token count
    std::vector<std::vector<double>> stepMs;        // per token count
    std::vector<std::vector<double>> ratioToFirst;  // per token count

    explicit StepSamples(std::size_t tokenCounts) : stepMs(tokenCounts), ratioToFirst(tokenCounts) {}

    void append(const StepSamples& other) {
        const auto join = [](std::vector<double>& to, const std::vector<double>& from) {
            to.insert(to.end(), from.begin(), from.end());
        };
        join(readGbPerSecond, other.readGbPerSecond);
        join(share, other.share);
        for (std::size_t i = 0; i < stepMs.size(); ++i) {
            join(stepMs[i], other.stepMs[i]);
            join(ratioToFirst[i], other.ratioToFirst[i]);
        }
    }
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

/// One step of each token count, between two passes of reading: the memory's speed drifts by 2x within minutes, so only
/// neighbours are compared.
Status measureOnce(Engine& engine, Session& session, const std::vector<int>& tokenCounts, ReadBandwidth& memory,
                   StepSamples& samples) {
    const std::vector<TokenId> tokens = randomTokens(engine, kMaxDecodeTokens);
    Logits logits;
    const double readBefore = memory.measure() / 1e9;
    for (std::size_t i = 0; i < tokenCounts.size(); ++i) {
        MSAO_TRY(
            const double ms,
            timedStepMs(engine, session, std::span(tokens).first(static_cast<std::size_t>(tokenCounts[i])), logits));
        samples.stepMs[i].push_back(ms);
        samples.ratioToFirst[i].push_back(ms / samples.stepMs[0].back());
        if (i > 0) continue;
        const double read = (readBefore + memory.measure() / 1e9) / 2;
        samples.readGbPerSecond.push_back(read);
        samples.share.push_back(static_cast<double>(engine.bytesPerStep()) / 1e6 / ms / read);
    }
    return Done{};
}

/// The medians of one round, for whoever paces it.
Result<nlohmann::json> stepRound(Engine& engine, Session& session, const std::vector<int>& tokenCounts,
                                 ReadBandwidth& memory, StepSamples& all) {
    StepSamples round(tokenCounts.size());
    for (int i = 0; i < kStepsPerRound; ++i) MSAO_CHECK(measureOnce(engine, session, tokenCounts, memory, round));
    nlohmann::json figures = {{"read_gb_per_s", spreadOf(round.readGbPerSecond).median},
                              {"share_of_read_bandwidth", spreadOf(round.share).median}};
    for (std::size_t i = 0; i < tokenCounts.size(); ++i)
        figures["step_ms"][std::to_string(tokenCounts[i])] = spreadOf(round.stepMs[i]).median;
    all.append(round);
    return figures;
}

nlohmann::json summary(const StepSamples& samples, const std::string& weights, const std::vector<int>& tokenCounts,
                       const Engine& engine, int rounds) {
    nlohmann::json steps = nlohmann::json::array();
    for (std::size_t i = 0; i < tokenCounts.size(); ++i) {
        steps.push_back({{"tokens", tokenCounts[i]},
                         {"step_ms", toJson(spreadOf(samples.stepMs[i]))},
                         {"ratio_to_first", toJson(spreadOf(samples.ratioToFirst[i]))}});
    }
    const Spread first = spreadOf(samples.stepMs[0]);
    return {{"dtype", weights},
            {"rounds", rounds},
            {"bytes_per_step", engine.bytesPerStep()},
            {"read_gb_per_s", toJson(spreadOf(samples.readGbPerSecond))},
            {"share_of_read_bandwidth", toJson(spreadOf(samples.share))},
            {"tokens_per_second", 1000.0 * tokenCounts[0] / first.median},
            {"steps", steps}};
}

void printSummary(const nlohmann::json& run) {
    std::printf("%-5s read %.1f GB/s, a step reads %.3f GB: share %.2f (%.2f-%.2f), %.1f tokens/s\n",
                run["dtype"].get<std::string>().c_str(), run["read_gb_per_s"]["median"].get<double>(),
                run["bytes_per_step"].get<double>() / 1e9, run["share_of_read_bandwidth"]["median"].get<double>(),
                run["share_of_read_bandwidth"]["min"].get<double>(),
                run["share_of_read_bandwidth"]["max"].get<double>(), run["tokens_per_second"].get<double>());
    for (const auto& step : run["steps"]) {
        std::printf("      %2d tokens: %8.2f ms (%.2f-%.2f), %.2f x the first\n", step["tokens"].get<int>(),
                    step["step_ms"]["median"].get<double>(), step["step_ms"]["min"].get<double>(),
                    step["step_ms"]["max"].get<double>(), step["ratio_to_first"]["median"].get<double>());
    }
}

Result<nlohmann::json> benchOneType(const BenchArguments& arguments, const std::filesystem::path& folder,
                                    const std::string& weights, const std::vector<int>& tokenCounts,
                                    std::stop_token stop) {
    MSAO_TRY(const std::unique_ptr<Engine> engine, loadForBench(arguments, folder, weights, stop));
    MSAO_TRY(const Prompt prompt, randomPrompt(*engine, arguments.contextTokens));
    Session session = engine->newSession();
    MSAO_TRY(const Logits ignored, engine->prefill(session, prompt, LogitRows::Last, progressBar(stop)));
    MSAO_TRY(ReadBandwidth memory, ReadBandwidth::make(arguments.threads));
    StepSamples samples(tokenCounts.size());
    MSAO_TRY(const int rounds, forEachRound(arguments, weights, stop,
                                            [&] { return stepRound(*engine, session, tokenCounts, memory, samples); }));
    return summary(samples, weights, tokenCounts, *engine, rounds);
}

}  // namespace

Status benchSteps(const BenchArguments& arguments, const std::vector<int>& tokenCounts, std::stop_token stop) {
    MSAO_CHECK(checkNames(arguments));
    MSAO_TRY(const std::filesystem::path folder, benchFolder(arguments, stop));
    const auto measure = [&](const std::string& weights) {
        return benchOneType(arguments, folder, weights, tokenCounts, stop);
    };
    return measureTypes(arguments, stop, {{"context", arguments.contextTokens}}, measure, printSummary);
}

}  // namespace msao::app
