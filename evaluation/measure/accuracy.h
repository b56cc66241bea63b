// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluation/measure/run_summary.h"

#include <span>
#include <string>
#include <vector>

namespace msao::evaluation {

/// One question with its score; answers of one group are one question, with the least of their scores.
struct ScoredQuestion {
    std::string id;
    std::string type;
    std::string dimension;
    double score = 0;
    std::optional<double> constantScore;
};

/// In the order in which they were asked; broken samples are left out.
std::vector<ScoredQuestion> scoredQuestions(std::span<const SampleRecord> samples, std::size_t run);

Accuracy accuracyOf(std::span<const ScoredQuestion> questions, std::uint64_t seed);

}  // namespace msao::evaluation
