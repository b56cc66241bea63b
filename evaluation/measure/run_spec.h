// SPDX-License-Identifier: Apache-2.0
// One way to answer a dataset's questions; several are measured side by side.
#pragma once

#include "msao/engine/mode.h"
#include "msao/engine/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace msao::evaluation {

/// Who says which visual tokens are dropped.
enum class PruningSource {
    None,
    Planned,  // the probe and the planner, as `msao ask` does it
    Probe,    // the probe, at a retention that was asked for
    Random,
    Downsampling,  // the whole picture at as few tokens
};
std::string_view pruningName(PruningSource source);

struct RunSpec {
    engine::Mode mode = engine::Mode::Msao;
    PruningSource pruning = PruningSource::None;
    double retention = 1;  // of visual tokens; what was asked for, where the plan does not say

    /// "msao, probe 50 %"
    std::string name() const;
    /// At a retention that was asked for, not at the planner's.
    bool isForced() const { return pruning != PruningSource::None && pruning != PruningSource::Planned; }
    bool operator==(const RunSpec&) const = default;
};

/// As the command line says it: "cloud-only,msao", "100,50,planned", "probe,random,downsample". Pruning is msao's
/// alone: every other mode is one run. Nothing comes twice.
engine::Result<std::vector<RunSpec>> parseRuns(std::string_view modes, std::string_view retentions,
                                               std::string_view sources);

}  // namespace msao::evaluation
