// SPDX-License-Identifier: GPL-3.0-or-later
// The options of `msao eval`.
#pragma once

#include "app/cli/eval/pace_arguments.h"
#include "app/cli/eval/work_arguments.h"
#include "app/cli/model_arguments.h"
#include "app/cli/pair_weights.h"
#include "evaluation/measure/run_spec.h"
#include "protocol/link/link_profile.h"

#include "msao/world/speech.h"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace msao::app {

struct EvalArguments {
    std::string dataset = "demo";
    std::string split = "heldout";
    std::filesystem::path data;
    std::filesystem::path questions;
    std::filesystem::path annotations;
    std::uint64_t seed = 1;
    std::size_t samples = 180;
    std::string modes = "cloud-only,edge-only,msao";
    std::string retentions = "100";
    std::string sources = "probe";
    std::filesystem::path draft;
    std::filesystem::path target;
    ModelArguments model;  // how both are run
    PairWeights weights;   // where they differ
    double epsilon = 0.02;
    std::int32_t maxNewTokens = 96;
    std::string policy = "adaptive";
    std::string link;
    PaceArguments pace;
    double typoShare = 0.1;
    double clipShare = 0;
    std::filesystem::path speechCache = world::defaultSpeechCache();
    std::optional<std::string> json;  // a file, or "-" for stdout
    std::filesystem::path csv;
    std::filesystem::path html;
    std::filesystem::path requests;
    WorkArguments work;

    void addTo(CLI::App& command);
    /// Which questions, and of what.
    void addDatasetTo(CLI::App& command);
    engine::Result<std::vector<evaluation::RunSpec>> runs() const;
    engine::Result<std::optional<protocol::LinkProfile>> linkProfile() const;
    /// What a dataset needs is there, and --resume has a file to go on from: known before models are loaded.
    engine::Status checkDatasetOptions() const;
    bool printsJson() const { return json == "-"; }
    /// Beside the report; absent: nothing to go on from, or a cache has it.
    std::optional<std::filesystem::path> journalFile() const;
    /// The options that answers depend on, but for which models they are of.
    std::string answerOptions() const;
};

}  // namespace msao::app
