// SPDX-License-Identifier: Apache-2.0
// Beyond the paper: many edges on few GPUs, against continuous batching that has no edges.
#pragma once

#include "evaluation/paper/simulated_points.h"

namespace msao::evaluation {

struct CapacityOptions {
    std::vector<std::uint32_t> edges = {1, 10, 100, 1000, 10'000};
    std::vector<std::uint32_t> gpus = {1, 4, 16, 64};
    double durationMs = 8000;
    double thinkMs = 2000;
    std::int64_t answerTokens = 100;
};

struct CapacityPoint {
    Contender who;
    std::uint32_t edges = 0;
    std::uint32_t gpus = 0;
    simulator::RunReport report;
};

engine::Result<std::vector<CapacityPoint>> simulateCapacity(const PaperOptions& options, const CapacityOptions& sizes,
                                                            const engine::Progress& progress);

}  // namespace msao::evaluation
