// SPDX-License-Identifier: GPL-3.0-or-later
// The options by which every command names a model and how to run it.
#pragma once

#include "msao/engine/engine.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>

namespace msao::app {

struct ModelArguments {
    std::filesystem::path folder;
    std::string weights = "bf16";
    std::string device = "cpu";
    int threads = 0;
    std::size_t kvCacheMegabytes = 1024;

    void addTo(CLI::App& command);
    /// All but the folder.
    void addDeviceOptions(CLI::App& command);
    /// Without a progress bar.
    engine::Result<engine::LoadOptions> loadOptions() const;
    engine::Result<std::unique_ptr<engine::Engine>> load(std::stop_token stop) const;
};

engine::Result<engine::WeightType> parseWeightType(const std::string& name);

}  // namespace msao::app
