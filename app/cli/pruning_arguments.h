// SPDX-License-Identifier: GPL-3.0-or-later
// The options by which a question is pruned: what it may cost, and who says what matters.
#pragma once

#include "msao/engine/calibration_file.h"
#include "msao/engine/importance.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>
#include <string>

namespace msao::app {

struct Pruning {
    double qualityBound = 0;
    std::unique_ptr<engine::ImportanceSource> importance;
    engine::Calibration calibration;  // without a file: nothing is known, and hardly anything is pruned
    bool isCalibrated = false;
};

struct PruningArguments {
    std::string prune = "auto";
    double epsilon = 0.02;

    void addTo(CLI::App& command);
    /// Reads the calibration that lies beside the draft checkpoint, if one does.
    engine::Result<Pruning> resolve(const std::filesystem::path& draft) const;
};

}  // namespace msao::app
