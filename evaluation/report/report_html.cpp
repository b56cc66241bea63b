// SPDX-License-Identifier: Apache-2.0
#include "evaluation/report/report_html.h"

#include "evaluation/report/html_text.h"
#include "evaluation/report/page_style.h"
#include "evaluation/report/svg_chart.h"

#include <algorithm>
#include <map>

namespace msao::evaluation {

namespace {

std::string cell(const std::string& text) {
    return tableCell(text, isFigure(text));
}

std::string percentOr(const std::optional<double>& share) {
    return share ? percentText(*share) : "–";
}

std::string figure(const std::string& svg, const std::string& caption) {
    return "<figure>\n" + svg + "<figcaption>" + escaped(caption) + "</figcaption>\n</figure>\n";
}

std::string table(const std::vector<std::string>& heads, const std::string& rows, const char* className = "") {
    std::string html = std::string("<div class=\"scroll\"><table class=\"") + className + "\"><thead><tr>";
    for (const std::string& head : heads) html += "<th scope=\"col\">" + escaped(head) + "</th>";
    return html + "</tr></thead><tbody>\n" + rows + "</tbody></table></div>\n";
}

std::string facts(const EvaluationReport& report) {
    const EvaluationSubject& subject = report.subject;
    std::string text = subject.dataset + (subject.split.empty() ? "" : ", " + subject.split) + ", seed " +
                       std::to_string(subject.seed) + "; " + std::to_string(report.measured) + " of " +
                       std::to_string(report.wanted) + " samples" +
                       (report.isComplete ? "" : " (stopped before the end)") + "; draft " +
                       (subject.draft.empty() ? "none" : subject.draft) + ", target " +
                       (subject.target.empty() ? "none" : subject.target) + "; probe " + subject.importance +
                       "; link " + (subject.link.empty() ? "none: messages arrive at once" : subject.link) + "; " +
                       subject.machine + "; MSAO Studio " + subject.version + ", " + subject.date + ".";
    return "<p class=\"facts\">" + escaped(text) + "</p>\n<p class=\"note\">Time is " +
           escaped(subject.time + (overrunText(report).empty() ? "" : "; " + overrunText(report))) +
           ". Real models on the machine named above. Whiskers and columns named 95 % are intervals by bootstrap over "
           "questions and, where those were asked more than once, over the times. Memory is counted from shapes.</p>\n";
}

std::string overview(const EvaluationReport& report) {
    std::string rows;
    for (const RunSummary& run : report.runs) {
        const std::optional<Acceptance>& acceptance = run.acceptance;
        rows += "<tr>" + cell(run.run.name()) + cell(percentText(run.accuracy.share)) +
                cell(percentText(run.meanOverTypes)) + cell(percentOr(run.accuracy.constantBaseline)) +
                cell(acceptance ? percentText(acceptance->alpha) : "–") +
                cell(acceptance ? shortNumber(acceptance->meanRun) : "–") +
                cell(acceptance ? percentText(acceptance->entropyAuc) : "–") +
                cell(run.differentTokens ? std::to_string(*run.differentTokens) : "–") +
                cell(percentText(run.retention)) + cell(percentOr(run.objectShare)) +
                cell(shortNumber(run.firstTokenMs.median)) + cell(shortNumber(run.totalMs.median)) +
                cell(shortNumber(run.totalMs.p95)) + cell(shortNumber(run.tokensPerSecond)) + "</tr>\n";
    }
    return table({"run", "right", "mean of types", "constant answer", "α", "accepted in a row", "entropy AUC",
                  "tokens unlike cloud-only", "tokens kept", "objects kept", "first token, ms", "answer, ms", "p95, ms",
                  "tokens/s"},
                 rows) +
           "<p class=\"note\">Right: share of the questions; a constant answer is the commonest one of each type. α: "
           "share of an answer's positions where the draft model's likeliest token is the answer's; accepted in a "
           "row: such tokens up to a mistake or the end; entropy AUC: how often a rejected position has more entropy "
           "than an accepted one, 50 % is chance. Tokens kept are visual ones; objects kept: pixels of what was asked "
           "about that lie on them. Times are medians, from asking; p95 is of the answer. –: there is none.</p>\n";
}

std::string accuracyFigure(const EvaluationReport& report) {
    std::vector<ChartBar> bars;
    for (const RunSummary& run : report.runs)
        bars.push_back({run.run.name(), {run.accuracy.share}, run.accuracy.interval});
    return figure(barChart({"right answers", percentText}, {}, bars), "Accuracy, all questions.");
}

/// Accuracy over what is kept, one line a source; what keeps everything begins each.
std::string retentionFigure(const EvaluationReport& report) {
    std::map<std::string, ChartLine> lines;
    for (const RunSummary& run : report.runs) {
        if (!run.run.isForced()) continue;
        const std::string source(pruningName(run.run.pruning));
        lines[source].label = source;
        lines[source].points.push_back({run.retention, run.accuracy.share, run.accuracy.interval});
    }
    if (lines.empty()) return "";
    std::vector<ChartLine> drawn;
    for (auto& [source, line] : lines) {
        for (const RunSummary& run : report.runs) {
            if (run.run.mode == engine::Mode::Msao && run.run.pruning == PruningSource::None)
                line.points.push_back({1, run.accuracy.share, run.accuracy.interval});
        }
        std::ranges::sort(line.points, {}, &ChartPoint::x);
        drawn.push_back(std::move(line));
    }
    return figure(lineChart({"visual tokens kept", percentText}, {"right answers", percentText}, drawn),
                  "Accuracy over the visual tokens that were kept. Downsampled pictures are read by the target alone.");
}

std::string latencyFigure(const EvaluationReport& report) {
    std::vector<ChartBar> bars;
    for (const RunSummary& run : report.runs)
        bars.push_back({run.run.name(), {run.totalMs.median}, run.totalMs.medianInterval});
    return figure(barChart({"milliseconds", shortNumber}, {}, bars),
                  "Median time from asking to the last token, " + report.subject.time + ".");
}

/// A question is asked `repeats` times; "each time" has the median of all first times, of all second ones ...
std::string timesTable(const EvaluationReport& report) {
    std::string rows;
    for (const RunSummary& run : report.runs) {
        std::string medians;
        for (const double median : run.totalMs.medians) medians += (medians.empty() ? "" : ", ") + shortNumber(median);
        rows += "<tr>" + cell(run.run.name()) + cell(shortNumber(run.firstTokenMs.median)) +
                cell(intervalText(run.firstTokenMs.medianInterval)) + cell(shortNumber(run.totalMs.median)) +
                cell(intervalText(run.totalMs.medianInterval)) + cell(shortNumber(run.totalMs.p95)) +
                cell(intervalText(run.totalMs.p95Interval)) + cell(shortNumber(run.tokensPerSecond)) +
                cell(intervalText(run.tokensPerSecondInterval)) + cell(std::to_string(run.repeats)) + cell(medians) +
                "</tr>\n";
    }
    return table({"run", "first token, ms", "95 %", "answer, ms", "95 %", "p95, ms", "95 %", "tokens/s", "95 %",
                  "times asked", "median answer each time, ms"},
                 rows);
}

std::string numberOr(const std::optional<double>& value) {
    return value ? shortNumber(*value) : "–";
}

std::string speculationTable(const EvaluationReport& report) {
    std::string rows;
    for (const RunSummary& run : report.runs) {
        const AnswerSpeculation& counts = run.speculation;
        rows += "<tr>" + cell(run.run.name()) + cell(std::to_string(counts.drafted)) +
                cell(std::to_string(counts.verified)) + cell(std::to_string(counts.accepted)) +
                cell(std::to_string(counts.rejected)) + cell(numberOr(run.meanAcceptedLength)) +
                cell(numberOr(run.meanEntropy)) + cell(shortNumber(run.cloudMs)) +
                cell(shortNumber(run.cloudMsPerToken)) + cell(numberOr(run.predictedMs)) +
                cell(numberOr(run.predictedForLengthMs)) + cell(numberOr(run.plannedTotalMs)) +
                cell(shortNumber(run.planMs)) + "</tr>\n";
    }
    return table(
        {"run", "drafted", "verified", "accepted", "wasted", "accepted a verdict", "entropy", "cloud busy, ms",
         "ms/token", "plan: as long as may be, ms", "plan: as long as it was, ms", "it took, ms", "planning, ms"},
        rows);
}

std::string megabytes(double bytes) {
    return bytes > 0 ? shortNumber(bytes / 1e6) : "–";
}

std::string memoryTable(const EvaluationReport& report) {
    std::string rows;
    for (const RunSummary& run : report.runs) {
        rows += "<tr>" + cell(run.run.name());
        for (const SideMemory* side : {&run.memory.edge, &run.memory.cloud})
            rows += cell(megabytes(side->weights)) + cell(megabytes(side->cache)) + cell(megabytes(side->activations));
        rows += cell(megabytes(run.memory.probe)) + cell(shortNumber(run.probeMs)) + "</tr>\n";
    }
    return table({"run", "edge: weights, MB", "KV cache, MB", "activations, MB", "cloud: weights, MB", "KV cache, MB",
                  "activations, MB", "probe, MB", "probe, ms"},
                 rows);
}

std::vector<double> perAnswer(const RunSummary& run, std::vector<double> sums) {
    for (double& sum : sums) sum /= static_cast<double>(std::max<std::int64_t>(1, run.answers));
    return sums;
}

std::string bytesFigure(const EvaluationReport& report) {
    std::vector<ChartBar> bars;
    for (const RunSummary& run : report.runs) {
        const AnswerTraffic& traffic = run.traffic;
        bars.push_back({run.run.name(),
                        perAnswer(run, {static_cast<double>(traffic.imageUp), static_cast<double>(traffic.videoUp),
                                        static_cast<double>(traffic.audioUp),
                                        static_cast<double>(traffic.textUp + traffic.draftsUp + traffic.hiddenUp)})});
    }
    return figure(barChart({"bytes up, an answer", shortNumber},
                           {"image", "video", "audio", "text, drafts, hidden states"}, bars),
                  "What travels to the cloud, as the emulated link charges it: pixels and samples as decoded.");
}

std::string flopsFigure(const EvaluationReport& report) {
    std::vector<ChartBar> bars;
    for (const RunSummary& run : report.runs)
        bars.push_back({run.run.name(), perAnswer(run, {run.flops.cloud, run.flops.edge, run.flops.probe})});
    return figure(barChart({"floating-point operations, an answer", shortNumber}, {"cloud", "edge", "probe"}, bars),
                  "Arithmetic, counted from the shapes that ran.");
}

std::string typesTable(const EvaluationReport& report, std::map<std::string, Accuracy> RunSummary::*part) {
    if (report.runs.empty() || (report.runs.front().*part).empty()) return "";
    std::vector<std::string> heads = {"", "questions", "constant answer"};
    for (const RunSummary& run : report.runs) heads.push_back(run.run.name());
    std::string rows;
    for (const auto& [name, first] : report.runs.front().*part) {
        rows += "<tr>" + cell(name) + cell(std::to_string(first.count)) + cell(percentOr(first.constantBaseline));
        for (const RunSummary& run : report.runs) {
            const auto found = (run.*part).find(name);
            rows += cell(found == (run.*part).end() ? "–" : percentText(found->second.share));
        }
        rows += "</tr>\n";
    }
    return table(heads, rows);
}

std::string mistakes(const EvaluationReport& report) {
    std::string html;
    for (const RunSummary& run : report.runs) {
        std::string rows;
        for (const Mistake& mistake : run.mistakes) {
            rows += "<tr>" + cell(mistake.type) + cell(mistake.question) + cell(mistake.expected) +
                    cell(mistake.answer) + "</tr>\n";
        }
        if (rows.empty()) continue;
        html += "<details><summary>" + escaped(run.run.name()) + "</summary>\n" +
                table({"type", "question", "right", "said"}, rows, "words") + "</details>\n";
    }
    return html.empty() ? html : "<h2>Mistakes, the first few of each type</h2>\n" + html;
}

std::string faults(const EvaluationReport& report) {
    if (report.faults.count() == 0) return "";
    std::string html = "<h2>Rows that were left out: " + std::to_string(report.faults.count()) + "</h2>\n<ul>\n";
    for (const std::string& fault : report.faults.named()) html += "<li>" + escaped(fault) + "</li>\n";
    return html + "</ul>\n";
}

}  // namespace

std::string reportHtml(const EvaluationReport& report) {
    std::string html = pageHead("MSAO evaluation: " + report.subject.dataset);
    html += "<h1>MSAO evaluation: " + escaped(report.subject.dataset) + "</h1>\n" + facts(report) + overview(report);
    html += "<h2>Accuracy</h2>\n" + accuracyFigure(report) + retentionFigure(report);
    html += typesTable(report, &RunSummary::byType) + typesTable(report, &RunSummary::byDimension);
    html += "<h2>Time</h2>\n" + timesTable(report) + latencyFigure(report);
    html += "<h2>Drafts, the cloud's time, and plans</h2>\n" + speculationTable(report);
    html += "<h2>Memory, of the answers that held most</h2>\n" + memoryTable(report);
    html += "<h2>Traffic and arithmetic</h2>\n" + bytesFigure(report) + flopsFigure(report);
    return html + mistakes(report) + faults(report) + "</body>\n</html>\n";
}

}  // namespace msao::evaluation
