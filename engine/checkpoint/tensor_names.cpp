// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/tensor_names.h"

#include <array>
#include <utility>

namespace msao::engine {

std::string canonicalTensorName(std::string_view nameInFile) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kPrefixes = {{
        {"model.visual.", "visual."},
        {"model.audio_tower.", "audio_tower."},
        {"model.language_model.", "model."},
        {"language_model.model.", "model."},
        {"language_model.lm_head.", "lm_head."},
    }};
    for (const auto& [inFile, published] : kPrefixes) {
        if (nameInFile.starts_with(inFile)) return std::string(published).append(nameInFile.substr(inFile.size()));
    }
    return std::string(nameInFile);
}

bool isHarmlessExtra(std::string_view canonicalName) {
    // The latter is in Qwen2.5-Omni's files, whose code never reads it.
    return canonicalName.ends_with("inv_freq") || canonicalName == "audio_tower.audio_bos_eos_token.weight";
}

}  // namespace msao::engine
