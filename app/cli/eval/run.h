// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/eval/arguments.h"
#include "evaluation/report/evaluation_report.h"

#include "msao/engine/progress.h"

namespace msao::app {

/// Loads the models and asks them everything. Where it is stopped, the report holds what was measured, and says so. The
/// journal beside the file of --json is the caller's to remove, once the report is written.
engine::Result<evaluation::EvaluationReport> runEvaluation(const EvalArguments& arguments,
                                                           const engine::Progress& progress);

}  // namespace msao::app
