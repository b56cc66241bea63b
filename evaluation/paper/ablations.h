// SPDX-License-Identifier: Apache-2.0
// What the method loses without one of its parts.
#pragma once

#include "evaluation/paper/speed_point.h"

#include <span>
#include <string>
#include <vector>

namespace msao::evaluation {

/// Over the same questions as the whole method with its planned pruning; above 0: the part was worth something.
struct AblationCost {
    std::string without;  // the mode's name
    std::string what;     // "right answers, points", "answer, ms" ...
    std::string time;     // native, or paced and at how many megabits
    double cost = 0;
    Interval interval;  // 95 %, by paired bootstrap

    bool isMeasurable() const { return interval.low > 0; }
};

/// One sentence for each ablation: what it costs, or that it costs nothing measurable.
std::vector<std::string> ablationVerdicts(std::span<const AblationCost> costs);

std::vector<AblationCost> ablationCosts(const EvaluationReport& native, std::span<const PacedPart> paced);

}  // namespace msao::evaluation
