// SPDX-License-Identifier: Apache-2.0
// The paper's throughput figures with profiled devices under a virtual clock: modes over links, the engine's own
// controller and session deciding.
#pragma once

#include "evaluation/simulator/simulation.h"

#include "msao/engine/progress.h"

#include <cstdint>
#include <span>
#include <vector>

namespace msao::evaluation {

struct PaperOptions {
    double alpha = 0.8;  // measured of the pair
    std::vector<double> megabits = {200, 300, 400};
    double rttMs = 20;
    std::int64_t answerTokens = 4000;  // of each simulation
    std::uint64_t seed = 1;
};

/// "msao" stands for the policy that chooses among modes (Mode::Adaptive): without pictures nothing is pruned.
struct SimulatedPoint {
    engine::Mode mode = engine::Mode::Adaptive;
    double megabits = 0;
    simulator::RunReport report;
};

/// The modes that are compared; the first is the method, the second what it must never lose to.
std::span<const engine::Mode> comparedModes();

engine::Result<std::vector<SimulatedPoint>> simulatePoints(const PaperOptions& options,
                                                           const engine::Progress& progress);

/// Tokens a second of the method over acceptance, from 0 to 1 in tenths.
struct AlphaPoint {
    double alpha = 0;
    double tokensPerSecond = 0;
};
engine::Result<std::vector<AlphaPoint>> simulateAlphas(const PaperOptions& options, const engine::Progress& progress);

/// A link that changes while it is used.
struct RobustnessPoint {
    std::string name;
    engine::Mode bestFixed = engine::Mode::CloudOnly;
    double bestTokensPerSecond = 0;
    double tokensPerSecond = 0;  // of the method

    double regret() const { return 1 - tokensPerSecond / bestTokensPerSecond; }
};
engine::Result<std::vector<RobustnessPoint>> simulateChangingLinks(const PaperOptions& options,
                                                                   const engine::Progress& progress);

}  // namespace msao::evaluation
