// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "training/parameters.h"

#include <cstdint>

namespace msao::training {

struct StepRates {
    double vision = 0;
    double language = 0;
    double audio = 0;
    double weightDecay = 0.02;
    double clipNorm = 1.0;

    double of(ParameterGroup group) const {
        switch (group) {
            case ParameterGroup::Vision:
                return vision;
            case ParameterGroup::Language:
                return language;
            case ParameterGroup::Audio:
                return audio;
        }
        return 0;
    }
};

/// One step on `gradient` (float32, as long as the masters), clipped by its norm; rounds anew. The matrices of the
/// layers follow Muon (momentum made orthogonal), everything else AdamW.
/// `step` counts from 1. Returns the norm before clipping; where that is not finite, nothing is changed.
double optimiserStep(ParameterSet& parameters, at::Tensor gradient, const StepRates& rates, std::int64_t step,
                     int threads = 1);

}  // namespace msao::training
