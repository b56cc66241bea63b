// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/eval/arguments.h"

#include "app/cli/number_checks.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace msao::app {

using namespace engine;
using evaluation::RunSpec;

void EvalArguments::addDatasetTo(CLI::App& command) {
    command
        .add_option("--dataset", dataset,
                    "demo: the demo world; vqav2; mmbench; folder: questions.json as `msao world` writes it")
        ->check(CLI::IsMember({"demo", "vqav2", "mmbench", "folder"}))
        ->capture_default_str();
    command.add_option("--data", data, "mmbench: its .tsv; vqav2: the folder of its pictures; folder: the folder");
    command.add_option("--questions", questions, "vqav2: v2_OpenEnded_mscoco_val2014_questions.json or the like");
    command.add_option("--annotations", annotations, "vqav2: v2_mscoco_val2014_annotations.json or the like");
    command.add_option("--split", split, "Of the demo world; heldout: what was never trained on")
        ->check(CLI::IsMember({"train", "heldout"}))
        ->capture_default_str();
    command.add_option("--typos", typoShare, "Share of the demo world's questions with a slip of the finger")
        ->check(numberIn(0, 1))
        ->capture_default_str();
    command
        .add_option("--clips", clipShare,
                    "Share of clips among the demo world's scenes; above 0 it is asked what moved, too, which the demo "
                    "pair does not know")
        ->check(numberIn(0, 1))
        ->capture_default_str();
    command.add_option("--speech-cache", speechCache, "Where spoken words are kept, for models that hear")
        ->capture_default_str();
}

void EvalArguments::addTo(CLI::App& command) {
    model.kvCacheMegabytes = 256;
    addDatasetTo(command);
    command.add_option("--seed", seed, "Decides which questions are asked, and every other draw")
        ->check(wholeNumber())
        ->capture_default_str();
    command.add_option("--samples", samples, "Questions; of the demo world each has a scene of its own")
        ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000}))
        ->capture_default_str();
    command.add_option("--mode", modes, "Modes to measure side by side, with commas between")->capture_default_str();
    command
        .add_option("--retention", retentions,
                    "Of visual tokens in mode msao, in percent with commas between; planned: as the planner has it")
        ->capture_default_str();
    command
        .add_option(
            "--pruning", sources,
            "Who says what is kept below 100 %: probe, random, downsample (the target alone, on small pictures)")
        ->capture_default_str();
    command.add_option(
        "--draft", draft,
        "Checkpoint folder of the edge's model; not needed for cloud-only. Neither named: the demo pair");
    command.add_option(
        "--target", target,
        "Checkpoint folder of the cloud's model; not needed for edge-only. Neither named: the demo pair");
    model.addDeviceOptions(command);
    weights.addTo(command);
    command.add_option("--epsilon", epsilon, "What planned pruning may cost, as a share of quality")
        ->check(numberIn(0, 1))
        ->capture_default_str();
    command.add_option("--max-new-tokens", maxNewTokens, "An answer's length at most")
        ->check(CLI::Range(1, 1 << 20))
        ->capture_default_str();
    command.add_option("--policy", policy, "adaptive, or paper for Algorithm 1 to the letter")
        ->check(CLI::IsMember({"adaptive", "paper"}))
        ->capture_default_str();
    command.add_option("--link", link, "An emulated link between the two: 300mbit,20ms[,jitter=5ms,loss=1%]");
    pace.addTo(command);
    command.add_option("--json", json, "Write everything as JSON into this file, or to stdout without one")
        ->expected(0, 1)
        ->default_str("-");
    command.add_option("--html", html, "Write a page with figures into this file");
    command.add_option("--csv", csv, "Write the figures as a table into this file");
    command.add_option("--requests", requests,
                       "Write a table into this file with a line for each answer of each run, every figure in it");
    work.addTo(command);
}

Result<std::vector<RunSpec>> EvalArguments::runs() const {
    return evaluation::parseRuns(modes, retentions, sources);
}

Result<std::optional<protocol::LinkProfile>> EvalArguments::linkProfile() const {
    std::optional<protocol::LinkProfile> profile;
    if (link.empty()) return profile;
    MSAO_TRY(const protocol::LinkProfile parsed, protocol::parseLinkProfile(link));
    profile = pace.slowed(parsed);
    return profile;
}

Status EvalArguments::checkDatasetOptions() const {
    const auto missing = [&](const char* option) {
        return Error{ErrorCode::InvalidArgument, "--dataset " + dataset + " needs " + option};
    };
    if (dataset == "vqav2" && questions.empty()) return missing("--questions");
    if (dataset == "vqav2" && annotations.empty()) return missing("--annotations");
    if (dataset != "demo" && data.empty()) return missing("--data");
    if (work.resumes && !journalFile() && work.cache.empty())
        return Error{ErrorCode::InvalidArgument, "--resume needs --json with a file's name"};
    if (work.isShard() && !json) return Error{ErrorCode::InvalidArgument, "--shard needs --json for its records"};
    return Done{};
}

std::optional<std::filesystem::path> EvalArguments::journalFile() const {
    if (!json || printsJson() || !work.cache.empty()) return std::nullopt;
    return *json + ".journal";
}

std::string EvalArguments::answerOptions() const {
    return nlohmann::json{dataset,     split,         seed,          modes,          retentions,   sources,
                          epsilon,     model.weights, weights.draft, weights.target, policy,       link,
                          typoShare,   clipShare,     model.device,  maxNewTokens,   pace.devices, pace.slowMotion,
                          work.repeats}
        .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace msao::app
