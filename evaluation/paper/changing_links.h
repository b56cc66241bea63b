// SPDX-License-Identifier: Apache-2.0
// Beyond the paper: links that change while they are used.
#pragma once

#include "evaluation/paper/simulated_points.h"

namespace msao::evaluation {

struct RobustnessPoint {
    std::string link;
    Contender who;  // the method, with or without a draft model in the cloud
    double tokensPerSecond = 0;
    engine::Mode bestFixed = engine::Mode::CloudOnly;  // with the same models at hand
    double bestTokensPerSecond = 0;

    /// Against whoever had known which policy is best over the whole trace; below 0 where no single one is.
    double regret() const { return 1 - tokensPerSecond / bestTokensPerSecond; }
};

engine::Result<std::vector<RobustnessPoint>> simulateChangingLinks(const PaperOptions& options,
                                                                   const engine::Progress& progress);

}  // namespace msao::evaluation
