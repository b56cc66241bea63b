// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/model_arguments.h"
#include "app/cli/pair_weights.h"
#include "app/in_process/in_process_answer.h"

#include "msao/engine/engine.h"

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>

namespace msao::app {

/// A pair as it is named on the command line.
struct NamedPair {
    std::filesystem::path draft;
    std::filesystem::path target;
    const ModelArguments& model;  // how both are run
    const PairWeights& weights;   // where they differ
};

struct PairNeeds {
    bool target = false;
    bool draft = false;
    bool cloudDraft = false;
    std::string who;  // "mode msao needs"
};

/// What of a pair is needed, loaded.
struct LoadedPair {
    std::unique_ptr<engine::Engine> draft;
    std::unique_ptr<engine::Engine> target;
    std::unique_ptr<engine::Engine> cloudDraft;  // the cloud's own copy of the draft model

    InProcessModels models() const { return {draft.get(), target.get(), cloudDraft.get()}; }
    const engine::Engine& any() const { return target ? *target : *draft; }
};

/// A large model may load for minutes: whether each can be run as it is asked for is known before the first is read.
engine::Result<LoadedPair> loadPair(const NamedPair& named, const PairNeeds& needs, std::stop_token stop);

}  // namespace msao::app
