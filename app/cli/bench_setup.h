// SPDX-License-Identifier: GPL-3.0-or-later
// What all benchmarks share: which model, in which types, how often, and figures that say how much they scatter.
#pragma once

#include "msao/engine/engine.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace msao::app {

struct BenchArguments {
    std::filesystem::path folder;      // a checkpoint, or
    std::string like = "qwen2-vl-2b";  // a shape, filled with random weights once and kept in the cache folder
    std::vector<std::string> weights = {"bf16", "int8", "int4"};
    std::string device = "cpu";
    int threads = 0;
    int contextTokens = 512;
    int rounds = 8;
    bool paced = false;
    bool json = false;

    /// `context`: what --context counts.
    void addTo(CLI::App& command, const char* context = "Tokens already in the KV cache");
};

/// Minimum, median and maximum: on a shared machine the median alone says too little.
struct Spread {
    double min = 0;
    double median = 0;
    double max = 0;
};
Spread spreadOf(std::vector<double> samples);
nlohmann::json toJson(const Spread& spread);

/// Refuses what is no weight type and no shape, before anything is loaded or made.
engine::Status checkNames(const BenchArguments& arguments);

/// The folder to load: --model, or the synthetic checkpoint of --like, made now if the cache does not hold it.
engine::Result<std::filesystem::path> benchFolder(const BenchArguments& arguments, std::stop_token stop);

engine::Result<std::unique_ptr<engine::Engine>> loadForBench(const BenchArguments& arguments,
                                                             const std::filesystem::path& folder,
                                                             const std::string& weights, std::stop_token stop);

/// Ordinary tokens drawn from a fixed seed: what stands in them does not change the work.
std::vector<engine::TokenId> randomTokens(const engine::Engine& engine, std::size_t count);
engine::Result<engine::Prompt> randomPrompt(const engine::Engine& engine, int tokenCount);

/// Calls `round` for each round and returns how many there were: fewer than asked for after Ctrl-C, which is an error
/// before the first one only. With --paced it waits for a line on stdin before each and prints what it returned as one
/// line of JSON, so that another program can be measured in between, in the same minute on the same machine.
engine::Result<int> forEachRound(const BenchArguments& arguments, const std::string& weights, std::stop_token stop,
                                 const std::function<engine::Result<nlohmann::json>()>& round);

/// Measures one weight type after the other and prints each with `print`, or all as JSON beside which model ran on
/// what. What was measured before Ctrl-C or an error is printed too. `report`: what a benchmark says of itself.
engine::Status measureTypes(const BenchArguments& arguments, std::stop_token stop, nlohmann::json report,
                            const std::function<engine::Result<nlohmann::json>(const std::string&)>& measure,
                            const std::function<void(const nlohmann::json&)>& print);

}  // namespace msao::app
