// SPDX-License-Identifier: Apache-2.0
#include "evaluation/paper/paper_document.h"
#include "evaluation/paper/questions_text.h"
#include "evaluation/report/html_text.h"
#include "evaluation/report/svg_chart.h"

#include <algorithm>
#include <optional>

namespace msao::evaluation {

namespace {

constexpr double kDrawnMegabits = 300;

std::string againstCloudOnly(const PaperResults& results, const SpeedPoint& point) {
    const SpeedPoint* base = findPoint(results.speeds, point, kCloudOnly);
    if (base == nullptr || base->tokensPerSecond <= 0) return "–";
    return shortNumber(point.tokensPerSecond / base->tokensPerSecond) + " ×";
}

Table pacedTable(const PaperResults& results) {
    Table table{{"Mbit/s", "mode", "tokens/s", "95 %", "against cloud-only", "answer, ms, mean", "median", "95 %",
                 "p95", "95 %", "cloud GPU ms/token, prompt included", "steps that overran"},
                {}};
    for (const SpeedPoint& point : results.speeds) {
        if (!point.isPaced) continue;
        table.rows.push_back({shortNumber(point.megabits), point.who, shortNumber(point.tokensPerSecond),
                              intervalText(point.tokensPerSecondInterval), againstCloudOnly(results, point),
                              shortNumber(point.meanMs), shortNumber(point.latencyMs),
                              intervalText(point.latencyInterval), shortNumber(point.p95Ms),
                              intervalText(point.p95Interval), shortNumber(point.cloudMsPerToken),
                              std::to_string(point.overran) + " of " + std::to_string(point.steps)});
    }
    return table;
}

Table simulatedTable(const PaperResults& results) {
    Table table{{"Mbit/s", "mode", "tokens/s", "against cloud-only", "ms/token, median", "p95", "cloud GPU ms/token"},
                {}};
    for (const SpeedPoint& point : results.speeds) {
        if (point.isPaced) continue;
        table.rows.push_back({shortNumber(point.megabits), point.who, shortNumber(point.tokensPerSecond),
                              againstCloudOnly(results, point), shortNumber(point.latencyMs), shortNumber(point.p95Ms),
                              shortNumber(point.cloudMsPerToken)});
    }
    return table;
}

/// How often each question was asked, and what the intervals are worth.
std::string timesText(const EvaluationReport& report) {
    std::int64_t times = 1;
    for (const RunSummary& run : report.runs) times = std::max(times, run.repeats);
    if (times == 1) return "Each question was asked once; intervals are over questions.";
    return "Each question was asked " + std::to_string(times) +
           " times, all modes in turn each time; intervals are over questions and times.";
}

Figure speedFigure(const PaperResults& results, bool isPaced) {
    std::vector<ChartBar> bars;
    for (const SpeedPoint& point : results.speeds) {
        if (point.isPaced == isPaced && point.megabits == kDrawnMegabits)
            bars.push_back({point.who,
                            {point.tokensPerSecond},
                            isPaced ? std::optional(point.tokensPerSecondInterval) : std::nullopt});
    }
    return {barChart({"tokens/s", shortNumber}, {}, bars),
            std::string("Throughput at 300 Mbit/s, ") + (isPaced ? "paced, with 95 % intervals." : "simulated.")};
}

Figure latencyFigure(const PaperResults& results) {
    std::vector<ChartBar> bars;
    for (const SpeedPoint& point : results.speeds) {
        if (point.isPaced && point.megabits == kDrawnMegabits)
            bars.push_back({point.who, {point.latencyMs}, point.latencyInterval});
    }
    return {barChart({"milliseconds", shortNumber}, {}, bars),
            "Median time of an answer at 300 Mbit/s, paced, with 95 % intervals."};
}

Section paced(const PaperResults& results) {
    const std::string& time = results.paced.front().report.subject.time;
    Section section{"Figures 5 to 7: throughput, latency, cloud time (" + time + ")", {}};
    section.add(Paragraph{
        "The paper: MSAO 1.5 to 2.3 times cloud-only, which it has at 35 tokens/s; the two figures that it names "
        "beside that, 128 against 35, are 3.66 times, and it calls them 2.66 times. More than twice edge-only, 1.5 to "
        "1.7 times PerLLM; latency more than 50 % below cloud-only, 45 to 55 % below edge-only, more than 30 % below "
        "PerLLM. An A100 that reads its weights "
        "once "
        "a token decodes 110 tokens/s by itself. " +
        questionsText(results.paced.front().report.measured, kFullPacedQuestions) +
        " at each bandwidth, answers of a few tokens most of them. " + timesText(results.paced.front().report) +
        " Latency is from asking to the last token, with the probe, the upload and the prompt on both sides. "
        "Co-located speculation and hybrid have the draft model in the cloud too, which the paper does not; in hybrid "
        "the edge drafts as well."});
    return section.add(pacedTable(results)).add(speedFigure(results, true)).add(latencyFigure(results));
}

Section simulated(const PaperResults& results) {
    Section section{
        "Figures 5 to 7: throughput, ms a token, cloud time (simulated, " + shortNumber(results.options.rttMs) + " ms)",
        {}};
    section.add(Paragraph{
        "One long answer; it begins when both sides have read the prompt. The pair's own drafts, accepted or not, in "
        "the order in which they were measured. Milliseconds a token are tokens/s turned over; latency of whole "
        "answers "
        "is paced alone. Co-located speculation and the last line have the draft model in the "
        "cloud too, which the paper does not."});
    section.add(simulatedTable(results)).add(speedFigure(results, false));
    std::vector<ChartLine> line{{"MSAO", {}}};
    for (const AlphaPoint& point : results.alphas) line.front().points.push_back({point.alpha, point.tokensPerSecond});
    if (line.front().points.empty()) return section;
    return section.add(Figure{lineChart({"acceptance α", shortNumber}, {"tokens/s", shortNumber}, line),
                              "Throughput over acceptance, independent from token to token, simulated."});
}

Section robustness(const PaperResults& results) {
    Section section{"Beyond the paper: links that change (simulated)", {}};
    Table table{{"link", "who", "tokens/s", "best fixed policy", "its tokens/s", "regret"}, {}};
    for (const RobustnessPoint& point : results.changingLinks) {
        table.rows.push_back({point.link, point.who.name(), shortNumber(point.tokensPerSecond),
                              std::string(engine::modeName(point.bestFixed)), shortNumber(point.bestTokensPerSecond),
                              percentText(point.regret())});
    }
    return section.add(std::move(table));
}

/// What continuous batching without edges does with as many of both.
const CapacityPoint* withoutEdges(const PaperResults& results, const CapacityPoint& like) {
    const auto found = std::ranges::find_if(results.capacity, [&](const CapacityPoint& point) {
        return point.who.mode == engine::Mode::CloudOnly && point.edges == like.edges && point.gpus == like.gpus;
    });
    return found == results.capacity.end() ? nullptr : &*found;
}

Section capacity(const PaperResults& results) {
    Section section{"Beyond the paper: many edges, few GPUs (simulated)", {}};
    section.add(Paragraph{
        "Each edge asks, reads, and asks again; cloud-only is continuous batching without edges. Readers of one "
        "answer decide for themselves, so that a full GPU is shared, not spared."});
    Table table{{"GPUs", "edges", "mode", "tokens/s", "against cloud-only", "ms/token, median", "p95", "GPU ms/token",
                 "GPUs busy"},
                {}};
    for (const CapacityPoint& point : results.capacity) {
        const CapacityPoint* base = withoutEdges(results, point);
        const bool isKnown = base != nullptr && base->report.tokensPerSecond > 0;
        const simulator::RunReport& report = point.report;
        table.rows.push_back({std::to_string(point.gpus), std::to_string(point.edges), point.who.name(),
                              shortNumber(report.tokensPerSecond),
                              isKnown ? shortNumber(report.tokensPerSecond / base->report.tokensPerSecond) + " ×" : "–",
                              shortNumber(report.medianMsPerToken), shortNumber(report.p95MsPerToken),
                              shortNumber(report.cloudGpuMsPerToken), percentText(report.gpuUtilisation)});
    }
    return section.add(std::move(table));
}

}  // namespace

std::vector<Section> speedSections(const PaperResults& results) {
    std::vector<Section> sections;
    if (!results.paced.empty()) sections.push_back(paced(results));
    sections.push_back(simulated(results));
    if (!results.changingLinks.empty()) sections.push_back(robustness(results));
    if (!results.capacity.empty()) sections.push_back(capacity(results));
    return sections;
}

}  // namespace msao::evaluation
