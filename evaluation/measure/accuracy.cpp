// SPDX-License-Identifier: Apache-2.0
#include "evaluation/measure/accuracy.h"

#include <algorithm>
#include <unordered_map>

namespace msao::evaluation {

std::vector<ScoredQuestion> scoredQuestions(std::span<const SampleRecord> samples, std::size_t run) {
    std::vector<ScoredQuestion> questions;
    std::unordered_map<std::string, std::size_t> groups;
    for (const SampleRecord& sample : samples) {
        if (sample.answers.empty()) continue;
        const double score = sample.answers[run].score;
        if (!sample.group.empty()) {
            const auto [known, isNew] = groups.try_emplace(sample.group, questions.size());
            if (!isNew) {
                ScoredQuestion& question = questions[known->second];
                question.score = std::min(question.score, score);
                continue;
            }
        }
        questions.push_back({sample.group.empty() ? sample.id : sample.group, sample.type, sample.dimension, score,
                             sample.constantScore});
    }
    return questions;
}

Accuracy accuracyOf(std::span<const ScoredQuestion> questions, std::uint64_t seed) {
    std::vector<double> scores;
    std::vector<double> constant;
    for (const ScoredQuestion& question : questions) {
        scores.push_back(question.score);
        if (question.constantScore) constant.push_back(*question.constantScore);
    }
    Accuracy accuracy;
    accuracy.share = mean(scores);
    accuracy.interval = bootstrapMean(scores, {.seed = seed});
    accuracy.count = static_cast<std::int64_t>(scores.size());
    if (!constant.empty()) accuracy.constantBaseline = mean(constant);
    return accuracy;
}

}  // namespace msao::evaluation
