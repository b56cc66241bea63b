// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/eval/costs.h"
#include "evaluation/measure/answerer.h"

#include "msao/engine/engine.h"

#include <cstdint>
#include <stop_token>

namespace msao::app {

/// What the target says alone of pictures that it reads at a share of their tokens: the baseline of pruning. It takes
/// no part in speculation: both models read pictures at the size that their checkpoints ask for.
engine::Result<evaluation::MeasuredAnswer> answerDownsampled(engine::Engine& target, const evaluation::Sample& sample,
                                                             double retention, std::int32_t maxNewTokens,
                                                             const LoadedBytes& loaded, std::stop_token stop);

}  // namespace msao::app
