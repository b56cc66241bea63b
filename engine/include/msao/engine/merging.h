// SPDX-License-Identifier: Apache-2.0
// What merging exact duplicates takes of Delta-Q's bound. The calibration prices tokens that are left out; duplicates
// are the first to go in every selection, so merging is the beginning of the same curve.
#pragma once

#include "msao/engine/calibration.h"
#include "msao/engine/modality.h"

namespace msao::engine {

/// The largest share of a modality's tokens whose loss is within half of the bound: the other half is left to the plan.
/// 0 where the bound is 0.
double mergeableShare(const Calibration& calibration, Modality modality, double qualityBound);

/// `merged` of the modality's tokens are gone: its curve becomes that of what is left. Returns what of Delta-Q that
/// took.
double countMerged(Calibration& calibration, Modality modality, double merged);

}  // namespace msao::engine
