// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evaluation/report/evaluation_report.h"

namespace msao::app {

/// For people, on stdout: one line a run, then accuracy by type.
void printEvalTable(const evaluation::EvaluationReport& report);

}  // namespace msao::app
