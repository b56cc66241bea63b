// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluation/report/evaluation_report.h"

#include <string>

namespace msao::evaluation {

/// One page that needs nothing but itself: figures as SVG, light and dark, fit for print.
std::string reportHtml(const EvaluationReport& report);

}  // namespace msao::evaluation
