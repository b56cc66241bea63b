// SPDX-License-Identifier: Apache-2.0
#include "evaluation/report/comparison.h"

#include "engine/base/json.h"
#include "engine/base/small_file.h"

#include <algorithm>
#include <utility>

namespace msao::evaluation {

using namespace engine;
using nlohmann::json;

namespace {

constexpr std::size_t kMaxFileBytes = 512'000'000;
constexpr std::size_t kMaxValues = 50'000'000;

/// What is wrong with a file, as an exception of the one function that reads it.
struct Fault {
    std::string what;
};

const json& member(const json& object, const char* name) {
    if (!object.is_object() || !object.contains(name)) throw Fault{std::string("expected a member `") + name + "`"};
    return object.at(name);
}

const json& list(const json& object, const char* name) {
    const json& value = member(object, name);
    if (!value.is_array()) throw Fault{std::string("expected a list `") + name + "`"};
    return value;
}

std::string text(const json& object, const char* name) {
    const json& value = member(object, name);
    if (!value.is_string()) throw Fault{std::string("expected text as `") + name + "`"};
    return value.get<std::string>();
}

std::vector<double> numbers(const json& object, const char* name, std::size_t count) {
    std::vector<double> values;
    for (const json& value : list(object, name)) {
        if (!value.is_number()) throw Fault{std::string("expected numbers as `") + name + "`"};
        values.push_back(value.get<double>());
    }
    if (values.size() != count) throw Fault{std::string("expected one number a run in `") + name + "`"};
    return values;
}

ToldEvaluation evaluationOf(const json& root) {
    if (text(root, "format") != "msao-evaluation") throw Fault{"expected the format msao-evaluation"};
    std::vector<std::string> runs;
    for (const json& run : list(root, "runs")) runs.push_back(text(run, "name"));
    ToldEvaluation told;
    for (const std::string& run : runs) told[run];
    for (const json& answer : list(root, "answers")) {
        const std::string group = text(answer, "group");
        const std::string question = group.empty() ? text(answer, "id") : group;
        const std::vector<double> scores = numbers(answer, "scores", runs.size());
        const std::vector<double> latencies = numbers(answer, "latency_ms", runs.size());
        for (std::size_t run = 0; run < runs.size(); ++run) {
            ToldAnswer& whole = told[runs[run]][question];
            whole.score = std::min(whole.score, scores[run]);
            whole.latencyMs += latencies[run];
        }
    }
    return told;
}

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
    MSAO_TRY(const std::string bytes, readSmallFile(file, kMaxFileBytes));
    MSAO_TRY(const json root, parseJson(bytes, file.string(), {.values = kMaxValues}));
    try {
        return evaluationOf(root);
    } catch (const Fault& fault) {
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
