// SPDX-License-Identifier: Apache-2.0
// What changed between two evaluations of the same questions.
#pragma once

#include "evaluation/scoring/statistics.h"

#include "msao/engine/result.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace msao::evaluation {

/// One question as a run answered it; circular ones are right if every turn is, and as slow as all turns together.
struct ToldAnswer {
    double score = 1;
    double latencyMs = 0;
    bool operator==(const ToldAnswer&) const = default;
};

/// As far as a comparison needs it: by run, by question.
using ToldEvaluation = std::map<std::string, std::map<std::string, ToldAnswer>>;

/// What a file of `msao eval --json` says of itself (dataset, seed, models, link, kind of time, machine), and the rest.
struct EvaluationFile {
    std::map<std::string, std::string> subject;
    ToldEvaluation answers;
};

/// Reads one, however long: a row at a time.
engine::Result<EvaluationFile> readEvaluation(const std::filesystem::path& file);

/// Something else than answers and times that is not the same, and may be why those are not.
struct SubjectChange {
    std::string what;
    std::string before;
    std::string after;
    bool operator==(const SubjectChange&) const = default;
};
std::vector<SubjectChange> subjectChanges(const EvaluationFile& a, const EvaluationFile& b);

/// An Error where questions of the same name are others: of another dataset or split, or of another seed's demo world.
engine::Status checkSameQuestions(const EvaluationFile& a, const EvaluationFile& b);

/// B minus A, over questions that both answered.
struct Change {
    double before = 0;
    double after = 0;
    double difference = 0;
    Interval interval;  // 95 %, by paired bootstrap
    /// Zero lies outside the interval.
    bool isSignificant() const { return interval.low > 0 || interval.high < 0; }
    bool operator==(const Change&) const = default;
};

struct RunChange {
    std::string run;
    std::int64_t questions = 0;
    Change accuracy;
    Change latencyMs;  // mean
    std::int64_t newlyRight = 0;
    std::int64_t newlyWrong = 0;
};

struct Comparison {
    std::vector<RunChange> runs;
    std::vector<std::string> onlyInA;  // runs
    std::vector<std::string> onlyInB;
};

/// An Error where no run of both has a question in common.
engine::Result<Comparison> compare(const ToldEvaluation& a, const ToldEvaluation& b, std::uint64_t seed);

}  // namespace msao::evaluation
