// SPDX-License-Identifier: Apache-2.0
// Pictures with questions as `msao world` writes them: questions.json and the files that it names.
#pragma once

#include "msao/engine/engine.h"
#include "msao/engine/prompt_description.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace msao::calibration {

/// One question, by the files it is about; they are read when it is its turn.
struct SampleQuestion {
    std::vector<std::filesystem::path> pictures;  // several are the frames of one clip
    std::optional<std::filesystem::path> sound;
    std::string text;
    bool operator==(const SampleQuestion&) const = default;
};

/// At most `count`: the first question of every situation, then the second of each, and so on. File names in
/// questions.json may not lead out of the folder.
engine::Result<std::vector<SampleQuestion>> readQuestions(const std::filesystem::path& folder, std::size_t count);

/// With everything kept. Sounds are left out for a model that cannot hear.
engine::Result<engine::PromptDescription> describeSample(const SampleQuestion& question, const engine::Engine& engine,
                                                         double framesPerSecond);

}  // namespace msao::calibration
