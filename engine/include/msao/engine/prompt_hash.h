// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/model_config.h"
#include "msao/engine/prompt.h"

#include <cstdint>

namespace msao::engine {

/// What edge and cloud must have in common before either computes: tokens, positions, kept bits, the pixels of what is
/// kept, and the spectra of all sounds. Two sides that decoded the same (kept bits, pixels) get the same number; pixels
/// that do not travel do not count. A missing list of kept bits is the same as one of ones. No protection against an
/// attacker, only against divergence. `prompt` comes from buildPrompt.
std::uint64_t promptHash(const Prompt& prompt, const ModelConfig& config);

}  // namespace msao::engine
