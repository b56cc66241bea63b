// SPDX-License-Identifier: Apache-2.0
// Arithmetic of one answer, counted from the shapes that ran (msao/engine/flops.h counts the parts).
#pragma once

#include "evaluation/datasets/sample.h"

#include "msao/engine/model_config.h"
#include "msao/engine/prompt.h"

#include <cstdint>
#include <span>

namespace msao::evaluation {

/// Towers over kept tokens alone, mergers and prefill. Towers with windows are counted as if what is kept of a frame
/// were one picture.
double promptFlops(const engine::ModelConfig& config, const engine::Prompt& prompt, std::span<const KeptGrid> kept);

/// `rows` tokens behind a prompt of so many, logits for each.
double decodeFlops(const engine::ModelConfig& config, std::int64_t promptTokens, std::int64_t rows);

/// What the probe computes that prefill does not need: `prompt` is the draft's, with everything kept.
double probeExtraFlops(const engine::ModelConfig& draft, const engine::Prompt& prompt);
/// The towers' first blocks, which prefill goes on from.
double probeReusedFlops(const engine::ModelConfig& draft, const engine::Prompt& prompt);

}  // namespace msao::evaluation
