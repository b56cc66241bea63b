// SPDX-License-Identifier: Apache-2.0
// What merging exact duplicates takes of the loss that a token of the answer may have. The calibration prices tokens
// that are left out; duplicates are the first to go in every selection, so merging is the beginning of the same curve.
#pragma once

#include "msao/engine/calibration.h"
#include "msao/engine/modality.h"

namespace msao::engine {

/// The largest share of a modality's tokens whose loss is within half of what a token of the answer may lose
/// (tokenLossWithin): the other half is left to the plan. 0 where the bound is 0.
double mergeableShare(const Calibration& calibration, Modality modality, double tokenBound);

/// `merged` of the modality's tokens are gone: its curve becomes that of what is left. Returns what each token of the
/// answer lost by that.
double countMerged(Calibration& calibration, Modality modality, double merged);

}  // namespace msao::engine
