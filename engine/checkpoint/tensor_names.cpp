// SPDX-License-Identifier: Apache-2.0
#include "engine/checkpoint/tensor_names.h"

#include <array>
#include <utility>

namespace msao::engine {

std::string canonicalTensorName(std::string_view nameInFile) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kPrefixes = {{
        {"model.visual.", "visual."},
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
    return canonicalName.ends_with("inv_freq");
}

}  // namespace msao::engine
