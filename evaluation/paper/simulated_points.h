// SPDX-License-Identifier: Apache-2.0
// The paper's throughput figures with profiled devices under a virtual clock: modes over links, the engine's own
// controller and session deciding.
#pragma once

#include "evaluation/simulator/simulation.h"

#include "msao/engine/progress.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace msao::evaluation {

struct PaperOptions {
    double alpha = 0.8;                                       // measured of the pair
    std::optional<simulator::RecordedAcceptance> recorded{};  // its drafts one by one, instead of alpha
    std::vector<double> megabits = {200, 300, 400};
    double rttMs = 20;
    std::int64_t answerTokens = 4000;  // of each simulation
    std::uint64_t seed = 1;
};

/// Who answers. "msao" stands for the policy that chooses among modes (Mode::Adaptive): without pictures nothing is
/// pruned.
struct Contender {
    engine::Mode mode = engine::Mode::Adaptive;
    bool cloudHoldsDraft = false;  // a copy of the draft model, beyond the paper

    std::string name() const;
    bool operator==(const Contender&) const = default;
};

struct SimulatedPoint {
    Contender who;
    double megabits = 0;
    simulator::RunReport report;
};

/// The first is the method, as the paper has it.
std::span<const Contender> contenders();

/// The paper's machines: an RTX 3090 drafts, an A100 with 40 GB verifies.
engine::Result<simulator::Scenario> paperScenario(const PaperOptions& options, double megabits, const Contender& who);

engine::Result<std::vector<SimulatedPoint>> simulatePoints(const PaperOptions& options,
                                                           const engine::Progress& progress);

/// Tokens a second of the method over acceptance, from 0 to 1 in tenths, independent from token to token.
struct AlphaPoint {
    double alpha = 0;
    double tokensPerSecond = 0;
};
engine::Result<std::vector<AlphaPoint>> simulateAlphas(const PaperOptions& options, const engine::Progress& progress);

}  // namespace msao::evaluation
