// SPDX-License-Identifier: Apache-2.0
// The paper's Figure 4: what the probe adds to seven questions, counted from the shapes of the paper's pair.
#pragma once

#include "msao/engine/model_config.h"

#include <cstdint>
#include <string>
#include <vector>

namespace msao::evaluation {

/// What the probe may take at most: half of the paper's "less than 2 %", and the least of what it found, 0.47 to 1.23 %
/// and 0.12 to 0.28 GB (5.2).
inline constexpr double kProbeTimeGoal = 0.01;
inline constexpr double kProbeFlopsGoal = 0.0047;
inline constexpr double kProbeBytesGoal = 0.12e9;

struct ProbePoint {
    std::string name;  // V1 ... V7
    std::string kind;
    std::int64_t tokens = 0;
    double addedFlops = 0;
    double reusedFlops = 0;    // of the tower's first blocks: prefill is spared them
    double pipelineFlops = 0;  // of the target: towers, prefill, answer
    double heldBytes = 0;      // features, handed on, and hashes
    double addedMs = 0;        // on an RTX 3090 at its roofline
    double pipelineMs = 0;     // of the target on an A100 at its, without a link

    double share() const { return addedFlops / pipelineFlops; }
    double shareWithReused() const { return (addedFlops + reusedFlops) / pipelineFlops; }
    double timeShare() const { return addedMs / (addedMs + pipelineMs); }
    bool isWithinGoals() const {
        return timeShare() <= kProbeTimeGoal && share() <= kProbeFlopsGoal && heldBytes <= kProbeBytesGoal;
    }
};

/// Times are of the paper's devices, whose profiles are of the paper's pair.
std::vector<ProbePoint> probeOverhead(const engine::ModelConfig& draft, const engine::ModelConfig& target);
/// Of Qwen2-VL-2B and Qwen2.5-VL-7B.
std::vector<ProbePoint> paperProbeOverhead();

}  // namespace msao::evaluation
