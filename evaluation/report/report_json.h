// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluation/report/evaluation_report.h"

#include <string>

namespace msao::evaluation {

/// The keys are told in docs/evaluation.md.
std::string reportJson(const EvaluationReport& report);

}  // namespace msao::evaluation
