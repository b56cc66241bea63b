// SPDX-License-Identifier: Apache-2.0
// What the method is to reach. A bar that is missed is told with by how much; unlike a law it is no error.
#pragma once

#include "evaluation/paper/changing_links.h"
#include "evaluation/paper/speed_point.h"

#include <span>
#include <string>
#include <vector>

namespace msao::evaluation {

struct Bar {
    std::string name;
    std::string time;  // native, paced, simulated
    bool isMet = false;
    std::string fact;  // the figures behind it, at every point; where it is missed, by how much
};

std::vector<Bar> paperBars(double alpha, std::span<const SpeedPoint> speeds, const EvaluationReport& native,
                           std::span<const RobustnessPoint> links);

}  // namespace msao::evaluation
