// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluation/report/evaluation_report.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace msao::evaluation {

/// What was measured, before anything is made of it: in one go, or merged from shards.
struct MeasuredEvaluation {
    EvaluationSubject subject;
    std::vector<RunSpec> runs;
    std::vector<SampleRecord> samples;  // by rising index
    RowFaults rowFaults;                // of the dataset
    std::int64_t wanted = 0;
    std::int64_t fromJournal = 0;
    bool isComplete = true;
    std::optional<std::int64_t> peakMemoryBytes;
};

EvaluationReport reportOf(MeasuredEvaluation measured);

}  // namespace msao::evaluation
