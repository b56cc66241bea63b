// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluation/datasets/dataset.h"
#include "evaluation/measure/answerer.h"
#include "evaluation/measure/record_journal.h"

#include "msao/engine/progress.h"

#include <span>
#include <vector>

namespace msao::evaluation {

struct EvaluationResult {
    std::vector<SampleRecord> samples;  // by rising index
    bool isComplete = true;             // false: it was stopped
};

/// Every sample by every run. Runs are interleaved, and each sample begins with another one, so that a machine that is
/// busy for a while slows all of them alike. What the journal, if there is one, holds is not measured again, and
/// what is measured is written there at once. A broken sample is recorded as such.
engine::Result<EvaluationResult> evaluate(const Dataset& dataset, std::span<const RunSpec> runs, Answerer& answerer,
                                          RecordJournal* journal, const engine::Progress& progress);

}  // namespace msao::evaluation
