// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/early_features.h"
#include "msao/engine/importance.h"
#include "msao/engine/visual_input.h"

#include <cstdint>
#include <span>
#include <vector>

namespace msao::engine {

/// What Engine::look saw and heard, ready to be probed, visuals before sounds: views of `seen` and of `visuals`, which
/// are those that were looked at.
std::vector<ProbedMedium> probedMedia(const EarlyFeatures& seen, std::span<const VisualInput> visuals,
                                      std::int32_t mergeSize);

}  // namespace msao::engine
