// SPDX-License-Identifier: Apache-2.0
#include "evaluation/paper/ablations.h"

#include "evaluation/report/html_text.h"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>

namespace msao::evaluation {

using engine::Mode;

namespace {

constexpr std::array kAblations = {Mode::MsaoNoModality, Mode::MsaoNoCollab};

using CostOf = std::function<double(const AnswerRecord&)>;  // the more, the worse

std::optional<std::size_t> indexOf(const EvaluationReport& report, Mode mode) {
    const auto found = std::ranges::find_if(report.runs, [&](const RunSummary& run) {
        return run.run.mode == mode && run.run.pruning == PruningSource::Planned;
    });
    if (found == report.runs.end()) return std::nullopt;
    return static_cast<std::size_t>(found - report.runs.begin());
}

void add(const EvaluationReport& report, Mode without, AblationCost cost, const CostOf& costOf,
         std::vector<AblationCost>& costs) {
    const std::optional<std::size_t> whole = indexOf(report, Mode::Msao);
    const std::optional<std::size_t> part = indexOf(report, without);
    if (!whole || !part) return;
    std::vector<double> differences;
    for (const SampleRecord& sample : report.samples) {
        if (!sample.answers.empty())
            differences.push_back(costOf(sample.answers[*part]) - costOf(sample.answers[*whole]));
    }
    if (differences.empty()) return;
    cost.without = engine::modeName(without);
    cost.cost = mean(differences);
    cost.interval = bootstrapMean(differences, {.resamples = 4000, .seed = report.subject.seed});
    costs.push_back(std::move(cost));
}

/// Of every time that the question was asked.
double totalMs(const AnswerRecord& answer) {
    return mean(answer.eachTime([](const AnswerTimes& times, std::int64_t) { return times.totalMs; }));
}

double decodeMsPerToken(const AnswerRecord& answer) {
    return mean(answer.eachTime([](const AnswerTimes& times, std::int64_t tokens) {
        const double decoded = decodedTokens(times, tokens);
        return decoded > 0 ? times.decodeMs / decoded : 0;
    }));
}

}  // namespace

std::vector<AblationCost> ablationCosts(const EvaluationReport& native, std::span<const PacedPart> paced) {
    std::vector<AblationCost> costs;
    for (const Mode without : kAblations) {
        add(
            native, without, {"", "right answers, points", "native", 0, {}},
            [](const AnswerRecord& answer) { return -100 * answer.score; }, costs);
        add(
            native, without, {"", "cloud arithmetic, GFLOP an answer", "native", 0, {}},
            [](const AnswerRecord& answer) { return answer.flops.cloud / 1e9; }, costs);
        for (const PacedPart& part : paced) {
            const std::string time = "paced, " + std::to_string(static_cast<int>(part.megabits)) + " Mbit/s";
            add(part.report, without, {"", "answer, ms", time, 0, {}}, totalMs, costs);
            add(part.report, without, {"", "decoding, ms a token", time, 0, {}}, decodeMsPerToken, costs);
        }
    }
    return costs;
}

std::vector<std::string> ablationVerdicts(std::span<const AblationCost> costs) {
    std::vector<std::string> verdicts;
    for (const Mode without : kAblations) {
        std::string told;
        bool isKnown = false;
        for (const AblationCost& cost : costs) {
            if (cost.without != engine::modeName(without)) continue;
            isKnown = true;
            if (!cost.isMeasurable()) continue;
            told += (told.empty() ? "" : "; ") + cost.what + ", " + shortNumber(cost.cost) + " (" + cost.time + ")";
        }
        if (!isKnown) continue;
        verdicts.push_back(
            std::string(engine::modeName(without)) +
            (told.empty() ? " costs nothing measurable." : " costs something measurable: " + told + "."));
    }
    return verdicts;
}

}  // namespace msao::evaluation
