// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluation/paper/speed_point.h"

#include <span>
#include <string>
#include <vector>

namespace msao::evaluation {

/// What must hold on every machine; no timing of this one is among them.
struct Law {
    std::string name;
    bool holds = false;
    std::string fact;  // the figures behind it
};

/// No regret: at every simulated bandwidth the method decodes at least as fast as cloud-only, and beats PerLLM and
/// synchronous speculation. Lossless: where everything is kept no token differs from cloud-only's, in native and in
/// paced time. Monotone: more acceptance never makes it slower (but for 2 % that chance may take).
std::vector<Law> paperLaws(std::span<const SpeedPoint> speeds, std::span<const AlphaPoint> alphas,
                           const EvaluationReport& native, std::span<const PacedPart> paced);

bool allHold(std::span<const Law> laws);

}  // namespace msao::evaluation
