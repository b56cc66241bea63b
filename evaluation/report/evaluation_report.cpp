// SPDX-License-Identifier: Apache-2.0
#include "evaluation/report/evaluation_report.h"

namespace msao::evaluation {

std::string overrunText(const EvaluationReport& report) {
    std::int64_t steps = 0;
    std::int64_t overran = 0;
    for (const RunSummary& run : report.runs) {
        steps += run.pacing.steps;
        overran += run.pacing.overran;
    }
    if (steps == 0) return "";
    return std::to_string(overran) + " of " + std::to_string(steps) + " steps took longer here than they would there";
}

}  // namespace msao::evaluation
