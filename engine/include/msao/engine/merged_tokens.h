// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "msao/engine/model_config.h"
#include "msao/engine/stand_ins.h"
#include "msao/engine/visual_input.h"

namespace msao::engine {

/// Exact duplicates of one picture, or of one time step of a clip, found before any model looks: a token whose pixels
/// equal those of an earlier one value for value is merged with it. At most the share `most` of all tokens is, those of
/// the largest groups first (the ground of a screen), and none that looks like fine text. Empty where none is.
StandIns mergedTokens(const VisualInput& visual, const VisionConfig& vision, double most);

}  // namespace msao::engine
