// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/eval/arguments.h"
#include "evaluation/datasets/dataset.h"

#include "msao/engine/progress.h"

#include <memory>

namespace msao::app {

/// `canHear`: whether the models take sounds, so that the demo world asks about them.
engine::Result<std::unique_ptr<evaluation::Dataset>> openDataset(const EvalArguments& arguments, bool canHear,
                                                                 const engine::Progress& progress);

}  // namespace msao::app
