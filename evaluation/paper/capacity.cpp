// SPDX-License-Identifier: Apache-2.0
#include "evaluation/paper/capacity.h"

#include <array>
#include <numeric>
#include <utility>

namespace msao::evaluation {

using namespace engine;

namespace {

/// Cloud-only is continuous batching without edges.
constexpr std::array kServed = {Contender{Mode::CloudOnly}, Contender{Mode::Adaptive}, Contender{Mode::NeverIdle},
                                Contender{Mode::VerifyOnly}};

}  // namespace

Result<std::vector<CapacityPoint>> simulateCapacity(const PaperOptions& options, const CapacityOptions& sizes,
                                                    const Progress& progress) {
    std::vector<CapacityPoint> points;
    // A point takes about as long as it has edges.
    double done = 0;
    const double all = std::accumulate(sizes.edges.begin(), sizes.edges.end(), 0.0) *
                       static_cast<double>(sizes.gpus.size() * kServed.size());
    for (const std::uint32_t gpus : sizes.gpus) {
        for (const std::uint32_t edges : sizes.edges) {
            for (const Contender& who : kServed) {
                MSAO_TRY(simulator::Scenario scenario, paperScenario(options, 300, who));
                scenario.edges = edges;
                scenario.gpus = gpus;
                scenario.durationMs = sizes.durationMs;
                scenario.thinkMs = sizes.thinkMs;
                scenario.answerTokens = sizes.answerTokens;
                MSAO_TRY(simulator::RunReport report, simulator::simulate(scenario, {.stop = progress.stop}));
                points.push_back({who, edges, gpus, std::move(report)});
                progress.report((done += edges) / all, "");
            }
        }
    }
    return points;
}

}  // namespace msao::evaluation
