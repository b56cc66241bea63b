// SPDX-License-Identifier: Apache-2.0
// Everything that one evaluation says; JSON, CSV and the page are made from it.
#pragma once

#include "evaluation/datasets/row_faults.h"
#include "evaluation/measure/run_summary.h"
#include "evaluation/measure/shard.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace msao::evaluation {

/// Of whom and on what was measured, as people say it.
struct EvaluationSubject {
    std::string dataset;
    std::string split;
    std::uint64_t seed = 1;
    std::string draft;  // the folder's name; empty: none took part
    std::string target;
    std::string importance;  // who says what matters: calibrated, training-free
    bool isCalibrated = false;
    std::string link;  // empty: messages cost nothing
    std::string time = "native";
    std::size_t jobs = 1;  // questions side by side, which slow each other
    std::string machine;
    std::string version;
    std::string date;
    bool operator==(const EvaluationSubject&) const = default;
};

/// What a part of an evaluation tells so that it can be merged with the others: beside this, every record whole.
struct ShardOrigin {
    Shard shard;
    std::int64_t samples = 0;  // of all shards
    std::string key;           // of everything that answers depend on: the same in all shards
    RowFaults rowFaults;       // of the dataset, which each shard opens whole
};

struct EvaluationReport {
    EvaluationSubject subject;
    bool isComplete = true;
    std::int64_t wanted = 0;  // samples that were asked for
    std::int64_t measured = 0;
    std::int64_t fromJournal = 0;  // of these: measured before, by a run that was stopped or cached
    RowFaults faults;              // of rows that could not be read, and of samples that could not be shown
    std::optional<std::int64_t> peakMemoryBytes;  // of the process: both models and the dataset
    std::vector<RunSummary> runs;
    std::vector<SampleRecord> samples;  // for comparisons; only id, type, scores and times are told
    std::optional<ShardOrigin> shard;   // absent: it is a whole
};

/// What paced time cost in truth, over all runs: "3 of 1200 steps took longer here than they would there". Empty in
/// native time.
std::string overrunText(const EvaluationReport& report);

}  // namespace msao::evaluation
