// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluation/datasets/dataset.h"
#include "evaluation/measure/answerer.h"
#include "evaluation/measure/record_journal.h"
#include "evaluation/measure/shard.h"

#include "msao/engine/progress.h"

#include <span>
#include <vector>

namespace msao::evaluation {

/// What is asked, of whom, and what is known of it already.
struct EvaluationTask {
    const Dataset& dataset;
    std::span<const RunSpec> runs;
    std::span<Answerer* const> answerers;  // each on a thread of its own; the first one on the caller's
    RecordJournal* journal = nullptr;
    Shard shard = {};
    engine::Progress progress = {};  // told from any of these threads, one at a time
    std::size_t repeats = 1;         // how often each run is asked a question
};

struct EvaluationResult {
    std::vector<SampleRecord> samples;  // by rising index
    std::int64_t fromJournal = 0;       // of these
    bool isComplete = true;             // false: it was stopped
};

/// Every sample of the shard by every run. Runs are interleaved, and each sample begins with another one, so that a
/// machine that is busy for a while slows all of them alike. Answers that the journal holds are scored, but not asked
/// for again, and what is measured is written there at once. A broken sample is recorded as such. What comes out does
/// not depend on the number of answerers, but for its times.
engine::Result<EvaluationResult> evaluate(const EvaluationTask& task);

}  // namespace msao::evaluation
