// SPDX-License-Identifier: GPL-3.0-or-later
// The options of `msao ask`, wherever its cloud is.
#pragma once

#include "app/cli/model_arguments.h"
#include "app/cli/pair_weights.h"
#include "app/cli/prompt_arguments.h"
#include "app/cli/pruning_arguments.h"
#include "app/cli/sampling_arguments.h"

#include "protocol/messages/open.h"

#include "msao/engine/mode.h"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace msao::app {

struct AskArguments {
    bool isInProcess = false;
    std::string server;  // empty: in process
    std::string tokenName;
    std::filesystem::path secretFile;
    std::string authorities;  // PEM files, for wss://; see edge::TrustFiles
    std::string certificate;
    std::string key;
    int patienceSeconds = 30;  // with a cloud that cannot be reached; 0: no end
    std::filesystem::path draft;
    std::filesystem::path target;
    bool hasCloudDraft = false;  // the cloud holds a copy of the draft model also where the mode is yet to be chosen
    ModelArguments model;        // how both are run; its folder is set for each
    PairWeights weights;         // where they differ
    PromptArguments prompt;
    SamplingArguments sampling;
    PruningArguments pruning;
    std::string mode = "msao";
    std::string policy = "adaptive";
    std::string link;
    std::string hidden = "f32";
    std::filesystem::path trace;
    std::optional<std::int32_t> cloudBudget;
    std::int32_t maxNewTokens = 256;
    bool json = false;

    void addTo(CLI::App& command);
    engine::Result<engine::Mode> askedMode() const;
    /// What only some modes can make use of.
    engine::Status checkCloudDraft(engine::Mode asked) const;
    protocol::HiddenFormat hiddenFormat() const {
        return hidden == "int8" ? protocol::HiddenFormat::Int8 : protocol::HiddenFormat::Float32;
    }
};

}  // namespace msao::app
