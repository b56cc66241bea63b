// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/eval/arguments.h"
#include "app/cli/pruning_arguments.h"
#include "evaluation/report/evaluation_report.h"

#include <cstdint>

namespace msao::app {

/// Who is evaluated, where, and when.
evaluation::EvaluationSubject subjectOf(const EvalArguments& arguments, const Pruning& pruning);

std::int64_t peakMemoryBytes();

}  // namespace msao::app
