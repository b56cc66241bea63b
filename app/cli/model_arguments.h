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
    std::string weights;  // empty: quantised as it is stored, or else bf16
    std::string device = "cpu";
    int threads = 0;
    std::size_t kvCacheMegabytes = 1024;

    void addTo(CLI::App& command);
    /// All but the folder.
    void addDeviceOptions(CLI::App& command);
    /// Without a progress bar. Of the folder only what config.json says is read: whether it can be loaded so is known
    /// before it is.
    engine::Result<engine::LoadOptions> loadOptions() const;
    engine::Result<std::unique_ptr<engine::Engine>> load(std::stop_token stop) const;

private:
    engine::Result<engine::WeightType> weightType() const;
};

}  // namespace msao::app
