// SPDX-License-Identifier: Apache-2.0
#include "evaluation/report/comparison.h"

#include "evaluation/datasets/json_fields.h"
#include "evaluation/datasets/json_rows.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace msao::evaluation {

using namespace engine;
using nlohmann::json;

namespace {

/// In the order in which they are told.
constexpr std::array kSubject = {"dataset", "split", "seed", "draft",   "target", "importance",
                                 "link",    "time",  "jobs", "machine", "version"};

std::string subjectOf(const EvaluationFile& file, const std::string& what) {
    const auto found = file.subject.find(what);
    return found == file.subject.end() ? std::string() : found->second;
}

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
        // Another scene of the demo world may go by the same number.
        const auto question = answer.find("question");
        const bool isTold = question != answer.end() && question->is_string();
        const std::string asked = isTold ? "\n" + question->get<std::string>() : std::string();
        const std::vector<double> scores = numbers(answer, "scores");
        const std::vector<double> latencies = numbers(answer, "latency_ms");
        std::vector<ToldAnswer>& whole = m_answers[group.empty() ? textOf(answer, "id") + asked : group];
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

Result<EvaluationFile> readEvaluation(const std::filesystem::path& file) {
    EvaluationReader reader;
    EvaluationFile read;
    JsonRowHandler handler;
    handler.text = [&](const std::string& name, const std::string& value) { read.subject[name] = value; };
    handler.count = [&](const std::string& name, std::uint64_t value) { read.subject[name] = std::to_string(value); };
    handler.lists["runs"] = [&](std::size_t, const json& row) { reader.takeRun(row); };
    handler.lists["answers"] = [&](std::size_t, const json& row) { reader.takeAnswer(row); };
    try {
        MSAO_CHECK(readJsonRows(file, handler));
        if (subjectOf(read, "format") != "msao-evaluation") throw RowFault{"expected the format msao-evaluation"};
        read.answers = reader.told();
        return read;
    } catch (const RowFault& fault) {
        return Error{ErrorCode::MalformedFile, file.string() + ": " + fault.what};
    }
}

std::vector<SubjectChange> subjectChanges(const EvaluationFile& a, const EvaluationFile& b) {
    std::vector<SubjectChange> changes;
    for (const char* what : kSubject) {
        SubjectChange change{what, subjectOf(a, what), subjectOf(b, what)};
        if (change.before != change.after) changes.push_back(std::move(change));
    }
    return changes;
}

Status checkSameQuestions(const EvaluationFile& a, const EvaluationFile& b) {
    for (const SubjectChange& change : subjectChanges(a, b)) {
        const bool isOther = change.what == "dataset" || change.what == "split" ||
                             (change.what == "seed" && subjectOf(a, "dataset") == "demo");
        if (!isOther) continue;
        return Error{ErrorCode::InvalidArgument, "expected evaluations of the same questions, found those of " +
                                                     change.what + " `" + change.before + "` and `" + change.after +
                                                     "`"};
    }
    return Done{};
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
