// SPDX-License-Identifier: Apache-2.0
// Random planning problems, from hopeless to easy, and the best that a grid finds for them.
#pragma once

#include "msao/engine/planner.h"

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

namespace msao::engine {

struct Scenario {
    LiveFigures live;
    std::vector<ModalityProbe> probes;
    Calibration calibration;
    PlannerOptions options;
};

/// `isBounded`: with limits on memory and upload time, some of which cannot be met.
Scenario randomScenario(std::mt19937_64& random, bool isBounded);

/// As if the codecs of all media had been measured.
void measureRates(std::mt19937_64& random, Scenario& scenario);

/// Entropies and acceptance of a drafter that is right with probability `acceptance` whatever its entropy.
Calibration constantAcceptance(double acceptance);

/// Least end-to-end latency over a grid of retention, compression, theta, draft length and mode. Eq. 14's two parts
/// share no variable, so the least sum is the sum of the least parts (a test of its own holds that against the whole
/// product).
double exhaustiveBest(const Scenario& scenario, int gridLevels);

/// What a plan keeps of a modality that it knows.
inline const ModalityPlan& planFor(const Plan& plan, Modality modality) {
    return *std::ranges::find(plan.modalities, modality, &ModalityPlan::modality);
}

}  // namespace msao::engine
