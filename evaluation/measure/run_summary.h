// SPDX-License-Identifier: Apache-2.0
// What all answers of one run amount to.
#pragma once

#include "evaluation/measure/answer_record.h"
#include "evaluation/measure/run_spec.h"
#include "evaluation/scoring/statistics.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace msao::evaluation {

/// Right answers among questions; circular ones count once, and are right if every turn is.
struct Accuracy {
    double share = 0;
    Interval interval;                       // 95 %, by bootstrap over questions
    std::optional<double> constantBaseline;  // what the best constant answer gets on the same questions
    std::int64_t count = 0;
    bool operator==(const Accuracy&) const = default;
};

/// What the draft model would have been worth at every position of the answers, whatever the policy drafted.
struct Acceptance {
    std::int64_t positions = 0;
    double alpha = 0;                           // share of positions where its likeliest token is the answer's
    double meanRun = 0;                         // tokens in a row that it gets right, up to a mistake or the end
    double entropyAuc = 0.5;                    // how well its entropy tells rejected from accepted
    std::map<std::string, double> byType = {};  // alpha
    bool operator==(const Acceptance&) const = default;
};

/// Percentiles of all times, with 95 % intervals by bootstrap over questions and the times each was asked.
struct Spread {
    double mean = 0;
    double median = 0;
    Interval medianInterval;
    double p95 = 0;
    Interval p95Interval;
    std::vector<double> medians = {};  // of all first times, of all second ones ...
    bool operator==(const Spread&) const = default;
};

struct Mistake {
    std::string id;
    std::string type;
    std::string question;
    std::string expected;
    std::string answer;
    bool operator==(const Mistake&) const = default;
};

struct RunSummary {
    RunSpec run;
    Accuracy accuracy;
    double meanOverTypes = 0;
    std::optional<double> meanOverShortTypes;  // where there are long ones
    std::map<std::string, Accuracy> byType;
    std::map<std::string, Accuracy> byDimension;
    std::optional<Acceptance> acceptance;  // absent without a draft model
    std::optional<double> alphaOfShortTypes;
    std::optional<double> meanAcceptedLength;  // drafts accepted for each verdict that judged any, in this run
    std::optional<std::int64_t> differentTokens;
    std::int64_t differentAnswers = 0;
    double retention = 1;               // mean over answers
    std::optional<double> objectShare;  // pixels of what was asked about, on kept tokens
    std::map<std::string, std::int64_t> chosenModes;
    std::int64_t answers = 0;
    std::int64_t tokens = 0;
    Spread firstTokenMs;
    Spread totalMs;
    double tokensPerSecond = 0;  // of decoding: from first tokens to last ones
    Interval tokensPerSecondInterval;
    std::int64_t repeats = 1;  // how often each question was asked, at most
    double probeMs = 0;        // means over answers
    double planMs = 0;
    std::optional<double> predictedMs;  // of the answers that were planned; beside the mean of their totalMs
    std::optional<double> plannedTotalMs;
    std::optional<double> predictedForLengthMs;  // of the same answers
    std::optional<double> meanEntropy;           // normalised, of the draft model at every position
    double cloudMs = 0;                          // means over answers
    double cloudMsPerToken = 0;
    AnswerMemory memory;    // of the answers that held most on a side
    AnswerTraffic traffic;  // sums
    AnswerSpeculation speculation;
    AnswerFlops flops;
    AnswerPacing pacing;
    std::vector<Mistake> mistakes;  // the first few of each type
};

struct SummaryOptions {
    std::vector<std::string> longTypes = {};  // left out of means over short types
    std::size_t mistakesPerType = 3;
    std::uint64_t seed = 1;
};

/// `index`: of the run, in the records' answers.
RunSummary summarise(std::span<const SampleRecord> samples, const RunSpec& run, std::size_t index,
                     const SummaryOptions& options = {});

}  // namespace msao::evaluation
