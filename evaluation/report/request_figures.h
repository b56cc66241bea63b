// SPDX-License-Identifier: Apache-2.0
// What was measured of one answer of one run, by name: the same in JSON and in CSV.
#pragma once

#include "evaluation/report/evaluation_report.h"

#include <optional>
#include <string>
#include <vector>

namespace msao::evaluation {

struct RequestFigure {
    const char* name;
    std::optional<double> value;  // absent: there is none, as acceptance without drafts
};

/// Always the same names in the same order; docs/evaluation.md tells them.
std::vector<RequestFigure> requestFigures(const AnswerRecord& answer);

/// One line for each answer of each run, the figures as columns.
std::string requestsCsv(const EvaluationReport& report);

}  // namespace msao::evaluation
