// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/prompt.h"
#include "msao/engine/result.h"

#include <cstdint>
#include <vector>

namespace msao::engine {

/// Where the visual tokens of a prompt stand, and which rows of the vision tower's output go there, in the same order.
struct VisualPlaces {
    std::vector<std::int64_t> sequenceIndex;
    std::vector<std::int64_t> towerRow;
};

/// Finds them, or says in words what in the prompt does not fit the model or itself.
Result<VisualPlaces> visualPlaces(const Prompt& prompt, const ModelConfig& config);

}  // namespace msao::engine
