// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/eval/compare.h"

#include "app/cli/number_checks.h"
#include "evaluation/report/comparison.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace msao::app {

using namespace engine;
using namespace evaluation;

namespace {

struct CompareArguments {
    std::filesystem::path before;
    std::filesystem::path after;
    std::uint64_t seed = 1;
    bool json = false;
};

nlohmann::ordered_json changeJson(const Change& change) {
    return {{"before", change.before},
            {"after", change.after},
            {"difference", change.difference},
            {"interval", {change.interval.low, change.interval.high}},
            {"is_significant", change.isSignificant()}};
}

nlohmann::ordered_json subjectJson(const std::vector<SubjectChange>& changes) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const SubjectChange& change : changes)
        list.push_back({{"what", change.what}, {"before", change.before}, {"after", change.after}});
    return list;
}

nlohmann::ordered_json comparisonJson(const std::vector<SubjectChange>& subject, const Comparison& comparison) {
    nlohmann::ordered_json runs = nlohmann::ordered_json::array();
    for (const RunChange& run : comparison.runs) {
        runs.push_back({{"name", run.run},
                        {"questions", run.questions},
                        {"accuracy", changeJson(run.accuracy)},
                        {"latency_ms", changeJson(run.latencyMs)},
                        {"newly_right", run.newlyRight},
                        {"newly_wrong", run.newlyWrong}});
    }
    return {{"subject", subjectJson(subject)},
            {"runs", std::move(runs)},
            {"only_in_a", comparison.onlyInA},
            {"only_in_b", comparison.onlyInB}};
}

const char* verdict(const Change& change) {
    return change.isSignificant() ? "significant" : "may be chance";
}

const char* orNone(const std::string& text) {
    return text.empty() ? "none" : text.c_str();
}

void print(const std::vector<SubjectChange>& subject, const Comparison& comparison) {
    for (const SubjectChange& change : subject)
        std::printf("%s: %s -> %s\n", change.what.c_str(), orNone(change.before), orNone(change.after));
    for (const RunChange& run : comparison.runs) {
        const Change& right = run.accuracy;
        const Change& time = run.latencyMs;
        std::printf("%s, %lld questions\n", run.run.c_str(), static_cast<long long>(run.questions));
        std::printf(
            "  right   %.1f %% -> %.1f %%: %+.1f points (%+.1f ... %+.1f), %s; %lld newly right, %lld newly wrong\n",
            100 * right.before, 100 * right.after, 100 * right.difference, 100 * right.interval.low,
            100 * right.interval.high, verdict(right), static_cast<long long>(run.newlyRight),
            static_cast<long long>(run.newlyWrong));
        std::printf("  answer  %.1f ms -> %.1f ms in the mean: %+.1f ms (%+.1f ... %+.1f), %s\n", time.before,
                    time.after, time.difference, time.interval.low, time.interval.high, verdict(time));
    }
    // One run may have met a quieter machine than the other, and of that the questions know nothing.
    if (!comparison.runs.empty())
        std::puts(
            "Intervals are over questions: what else the machine did during either run is no part of those of times.");
    for (const std::string& run : comparison.onlyInA) std::printf("%s: only in the first\n", run.c_str());
    for (const std::string& run : comparison.onlyInB) std::printf("%s: only in the second\n", run.c_str());
}

Status runCompare(const CompareArguments& arguments) {
    MSAO_TRY(const EvaluationFile before, readEvaluation(arguments.before));
    MSAO_TRY(const EvaluationFile after, readEvaluation(arguments.after));
    MSAO_CHECK(checkSameQuestions(before, after));
    MSAO_TRY(const Comparison comparison, compare(before.answers, after.answers, arguments.seed));
    const std::vector<SubjectChange> subject = subjectChanges(before, after);
    if (arguments.json) {
        std::printf("%s\n", comparisonJson(subject, comparison).dump().c_str());
    } else {
        print(subject, comparison);
    }
    return Done{};
}

}  // namespace

void addEvalCompareCommand(CLI::App& eval, CommandContext& context) {
    auto arguments = std::make_shared<CompareArguments>();
    CLI::App* command = eval.add_subcommand("compare", "What changed between two evaluations, and whether by chance");
    command->add_option("a", arguments->before, "The one before, as --json wrote it")->required();
    command->add_option("b", arguments->after, "The one after")->required();
    command->add_option("--seed", arguments->seed, "Of the bootstrap")->check(wholeNumber())->capture_default_str();
    command->add_flag("--json", arguments->json, "Print one JSON object");
    context.onChosen(command, [arguments] { return runCompare(*arguments); });
}

}  // namespace msao::app
