// SPDX-License-Identifier: Apache-2.0
// The paper's Figure 8: what a mode keeps in memory at the edge and in the cloud, from the shapes of both models.
#pragma once

#include "evaluation/measure/side_memory.h"

#include "msao/engine/model_config.h"
#include "msao/engine/visual_input.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace msao::evaluation {

/// One question of words and one picture, and its answer.
struct MemoryQuestion {
    engine::PatchGrid picture{1, 34, 46};  // 640 x 480 as both models read it: 391 visual tokens
    std::int64_t wordTokens = 40;
    std::int64_t answerTokens = 64;
};

/// In bf16, where nothing is cut. `retention`: of the visual tokens; the towers run on those alone.
SideMemory modelMemory(const engine::ModelConfig& model, const MemoryQuestion& question, double retention = 1);

struct MemoryPoint {
    std::string who;
    SideMemory edge;
    SideMemory cloud;
};

/// The paper's pair on its machines, Qwen2-VL-2B and Qwen2.5-VL-7B on an RTX 3090 and an A100, for one answer at a
/// time. No bandwidth is among what it depends on. `planned`: the share of visual tokens that planned pruning kept;
/// absent where nobody measured it.
std::vector<MemoryPoint> memorySides(std::optional<double> planned);

}  // namespace msao::evaluation
