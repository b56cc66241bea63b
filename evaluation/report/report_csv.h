// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluation/report/evaluation_report.h"

#include <string>

namespace msao::evaluation {

/// One line a run and one for each of its types, in long form: run, mode, pruning, retention, metric, type, value.
std::string reportCsv(const EvaluationReport& report);

}  // namespace msao::evaluation
