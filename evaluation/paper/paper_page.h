// SPDX-License-Identifier: Apache-2.0
// The paper's tables and figures beside ours: as Markdown, as JSON.
#pragma once

#include "evaluation/paper/paper_laws.h"
#include "evaluation/report/evaluation_report.h"

#include <string>
#include <vector>

namespace msao::evaluation {

struct PaperResults {
    PaperOptions options;
    bool isQuick = false;
    EvaluationReport native;  // of the pair on this machine
    std::vector<SimulatedPoint> points;
    std::vector<AlphaPoint> alphas;
    std::vector<RobustnessPoint> changingLinks;
    std::vector<Law> laws;
};

/// Every number stands beside the kind of time it is of.
std::string paperMarkdown(const PaperResults& results);
std::string paperJson(const PaperResults& results);

}  // namespace msao::evaluation
