// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluation/measure/run_summary.h"
#include "evaluation/paper/simulated_points.h"

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

/// No regret: at every bandwidth the method decodes at least as fast as cloud-only, and beats PerLLM and synchronous
/// speculation. Lossless: with everything kept no token differs from cloud-only's. Monotone: more acceptance never
/// makes it slower (but for 2 % that chance may take).
std::vector<Law> paperLaws(std::span<const SimulatedPoint> points, std::span<const AlphaPoint> alphas,
                           std::span<const RunSummary> native);

bool allHold(std::span<const Law> laws);

}  // namespace msao::evaluation
