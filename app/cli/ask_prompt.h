// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/prompt_arguments.h"
#include "msao/engine/prompt_description.h"

namespace msao::app {

/// What was asked, decoded, in the form that edge and cloud share.
engine::Result<engine::PromptDescription> describePrompt(const PromptArguments& arguments,
                                                         const engine::Engine& engine);

}  // namespace msao::app
