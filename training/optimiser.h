// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "training/parameters.h"

#include <cstdint>
#include <span>

namespace msao::training {

struct StepRates {
    double vision = 0;
    double language = 0;
    double weightDecay = 0.02;
    double clipNorm = 1.0;
};

/// One step of AdamW on `gradient` (float32, as long as the masters), clipped by its norm; rounds anew.
/// `step` counts from 1. Returns the norm before clipping; where that is not finite, nothing is changed.
double adamwStep(ParameterSet& parameters, at::Tensor gradient, const StepRates& rates, std::int64_t step);

}  // namespace msao::training
