// SPDX-License-Identifier: GPL-3.0-or-later
// The options by which a command is asked something: text, images, videos, sounds.
#pragma once

#include "msao/engine/engine.h"
#include "msao/engine/prompt.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace msao::app {

struct PromptArguments {
    std::string text;
    std::vector<std::filesystem::path> images;
    std::vector<std::filesystem::path> videos;
    std::vector<std::filesystem::path> sounds;
    double framesPerSecond = 2.0;
    bool raw = false;

    void addTo(CLI::App& command);
    /// To be asked before a model is loaded, which can take minutes.
    engine::Status mediaAreThere() const;
    engine::Result<engine::Prompt> build(const engine::Engine& engine) const;
};

}  // namespace msao::app
