// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluation/datasets/sample.h"

#include "msao/engine/engine.h"
#include "msao/engine/prompt_description.h"

#include <vector>

namespace msao::evaluation {

/// As `msao ask` puts it: picture or clip, sound, then the question; with everything kept. Sounds are left out for a
/// model that cannot hear.
engine::PromptDescription describeSample(const Sample& sample, const engine::Engine& engine);

/// Of each picture or clip of a prompt, whose kept tokens are those of `description`.
std::vector<KeptGrid> keptGrids(const engine::PromptDescription& description, const engine::Prompt& prompt,
                                const engine::VisionConfig& vision);

/// Share of the visual tokens that is kept; 1 without any.
double keptShare(const std::vector<KeptGrid>& grids);

}  // namespace msao::evaluation
