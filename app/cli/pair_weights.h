// SPDX-License-Identifier: GPL-3.0-or-later
// The options of commands that load a pair, whose models may be run in different weight types.
#pragma once

#include "app/cli/model_arguments.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <string>

namespace msao::app {

struct PairWeights {
    std::string draft;   // empty: as --dtype has it for both
    std::string target;  // likewise

    void addTo(CLI::App& command);

    /// `both` as one of them is run. An Error where it cannot be, known before either is loaded.
    engine::Result<ModelArguments> draftModel(ModelArguments both, const std::filesystem::path& folder) const;
    engine::Result<ModelArguments> targetModel(ModelArguments both, const std::filesystem::path& folder) const;
};

}  // namespace msao::app
