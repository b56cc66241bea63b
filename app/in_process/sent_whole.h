// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "msao/engine/plan.h"
#include "msao/engine/prompt_description.h"

#include <cstdint>
#include <vector>

namespace msao::app {

/// Of what is kept: pixels and samples as they are decoded, for in memory nothing is encoded.
std::int64_t bytesOf(const engine::VisualMedium& medium);
std::int64_t bytesOf(const engine::SoundMedium& medium);

/// A question from which nothing may be taken, as the planner wants it: what there is of each modality, and that all
/// of it is needed. `prompt` was made of `asked`. Nobody has looked.
std::vector<engine::ModalityProbe> sentWhole(const engine::PromptDescription& asked, const engine::Prompt& prompt,
                                             const engine::ModelConfig& config);

}  // namespace msao::app
