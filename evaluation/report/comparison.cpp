// SPDX-License-Identifier: Apache-2.0
#include "evaluation/report/comparison.h"

#include "evaluation/datasets/json_fields.h"
#include "evaluation/datasets/json_rows.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace msao::evaluation {

using namespace engine;
using nlohmann::json;

namespace {

std::vector<double> numbers(const json& row, const char* name) {
    std::vector<double> values;
    for (const json& value : listOf(row, name)) {
        if (!value.is_number()) throw RowFault{std::string("expected numbers as `") + name + "`"};
        values.push_back(value.get<double>());
    }
    return values;
}

/// Takes the rows of a file's lists, whichever comes first.
class EvaluationReader {
public:
    void takeRun(const json& run) { m_runs.push_back(textOf(run, "name")); }

    void takeAnswer(const json& answer) {
        const std::string group = textOf(answer, "group");
        const std::vector<double> scores = numbers(answer, "scores");
        const std::vector<double> latencies = numbers(answer, "latency_ms");
        std::vector<ToldAnswer>& whole = m_answers[group.empty() ? textOf(answer, "id") : group];
        if (whole.empty()) whole.resize(scores.size());
        if (scores.size() != whole.size() || latencies.size() != whole.size()) throw unequal();
        for (std::size_t run = 0; run < whole.size(); ++run) {
            whole[run].score = std::min(whole[run].score, scores[run]);
            whole[run].latencyMs += latencies[run];
        }
    }

    ToldEvaluation told() const {
        ToldEvaluation evaluation;
        for (const std::string& run : m_runs) evaluation[run];
        for (const auto& [question, answers] : m_answers) {
            if (answers.size() != m_runs.size()) throw unequal();
            for (std::size_t run = 0; run < m_runs.size(); ++run) evaluation[m_runs[run]][question] = answers[run];
        }
        return evaluation;
    }

private:
    static RowFault unequal() { return {"expected one number a run in `scores` and in `latency_ms`"}; }

    std::vector<std::string> m_runs;
    std::map<std::string, std::vector<ToldAnswer>> m_answers;  // by question, in the order of the runs
};

Change changeOf(const std::vector<double>& before, const std::vector<double>& after, std::uint64_t seed) {
    std::vector<double> differences;
    for (std::size_t i = 0; i < before.size(); ++i) differences.push_back(after[i] - before[i]);
    return {mean(before), mean(after), mean(differences),
            bootstrapMean(differences, {.resamples = 4000, .seed = seed})};
}

RunChange changeOfRun(const std::string& name, const std::map<std::string, ToldAnswer>& a,
                      const std::map<std::string, ToldAnswer>& b, std::uint64_t seed) {
    RunChange change;
    change.run = name;
    std::vector<double> scoresA, scoresB, msA, msB;
    for (const auto& [question, before] : a) {
        const auto after = b.find(question);
        if (after == b.end()) continue;
        scoresA.push_back(before.score);
        scoresB.push_back(after->second.score);
        msA.push_back(before.latencyMs);
        msB.push_back(after->second.latencyMs);
        change.newlyRight += after->second.score > before.score;
        change.newlyWrong += after->second.score < before.score;
    }
    change.questions = static_cast<std::int64_t>(scoresA.size());
    change.accuracy = changeOf(scoresA, scoresB, seed);
    change.latencyMs = changeOf(msA, msB, seed);
    return change;
}

}  // namespace

Result<ToldEvaluation> readEvaluation(const std::filesystem::path& file) {
    EvaluationReader reader;
    bool isEvaluation = false;
    JsonRowHandler handler;
    handler.text = [&](const std::string& name, const std::string& value) {
        if (name == "format") isEvaluation = value == "msao-evaluation";
    };
    handler.lists["runs"] = [&](std::size_t, const json& row) { reader.takeRun(row); };
    handler.lists["answers"] = [&](std::size_t, const json& row) { reader.takeAnswer(row); };
    try {
        MSAO_CHECK(readJsonRows(file, handler));
        if (!isEvaluation) throw RowFault{"expected the format msao-evaluation"};
        return reader.told();
    } catch (const RowFault& fault) {
        return Error{ErrorCode::MalformedFile, file.string() + ": " + fault.what};
    }
}

Result<Comparison> compare(const ToldEvaluation& a, const ToldEvaluation& b, std::uint64_t seed) {
    Comparison comparison;
    for (const auto& [name, answers] : a) {
        const auto other = b.find(name);
        if (other == b.end()) {
            comparison.onlyInA.push_back(name);
            continue;
        }
        RunChange change = changeOfRun(name, answers, other->second, seed);
        if (change.questions > 0) comparison.runs.push_back(std::move(change));
    }
    for (const auto& [name, answers] : b) {
        if (!a.contains(name)) comparison.onlyInB.push_back(name);
    }
    if (!comparison.runs.empty()) return comparison;
    return Error{ErrorCode::InvalidArgument,
                 "expected evaluations with a run and questions in common; compare those of one dataset and seed"};
}

}  // namespace msao::evaluation
