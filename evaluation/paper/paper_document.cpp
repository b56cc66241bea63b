// SPDX-License-Identifier: Apache-2.0
#include "evaluation/paper/paper_document.h"

#include "evaluation/paper/memory_section.h"
#include "evaluation/paper/probe_section.h"
#include "evaluation/paper/questions_text.h"
#include "evaluation/paper/verdict_section.h"
#include "evaluation/report/html_text.h"
#include "evaluation/report/svg_chart.h"

#include <algorithm>

namespace msao::evaluation {

namespace {

std::string percentOr(const std::optional<double>& share) {
    return share ? percentText(*share) : "–";
}

bool isDemo(const EvaluationSubject& subject) {
    return subject.dataset == "demo";
}

std::string datasetName(const EvaluationSubject& subject) {
    if (isDemo(subject))
        return "the demo world's " + std::string(subject.split == "train" ? "training" : "held-out") + " split";
    if (subject.dataset == "vqav2") return "VQAv2";
    if (subject.dataset == "mmbench") return "MMBench";
    return "a folder of one's own";
}

/// Answers of a run that was stopped before are as good, but their times are of another hour.
std::string resumedText(const PaperResults& results) {
    std::int64_t before = results.native.fromJournal;
    for (const PacedPart& part : results.paced) before += part.report.fromJournal;
    return before > 0 ? "; " + std::to_string(before) + " samples were measured before the run was resumed" : "";
}

std::vector<Paragraph> opening(const PaperResults& results) {
    const EvaluationSubject& subject = results.native.subject;
    std::string made = std::string("Made by msao eval paper") + (results.isQuick ? " --quick" : "") + ", seed " +
                       std::to_string(subject.seed) + ", on " + subject.machine + ", MSAO Studio " + subject.version +
                       (results.commit.empty() ? "" : ", commit " + results.commit) + ", " + subject.date + "; " +
                       questionsText(results.native.measured, kFullQuestions) + " of " + datasetName(subject) +
                       resumedText(results) + "; draft " + subject.draft + ", target " + subject.target + "; α " +
                       percentText(results.options.alpha) + ".";
    return {{std::move(made)},
            {"Three kinds of time, never mixed: native is this machine and this pair. Paced is this pair over a real "
             "emulated link, but a draft step, a pass of the cloud, the probe and reading a prompt are over when an "
             "RTX 3090 (edge) and an A100 (cloud) would have them, with Qwen2-VL-2B and Qwen2.5-VL-7B in bf16 at "
             "their roofline, 60 % of the peak in arithmetic, pictures " +
             std::string(isDemo(subject) ? "as those of 640 x 480" : "of as many tokens as the pair has of them") +
             ". Simulated is a virtual clock with the engine's own decisions, the same devices, and the pair's drafts "
             "as they were recorded."}};
}

Section laws(const PaperResults& results) {
    Section section{"Laws, which hold or the command fails (native, paced, simulated)", {}};
    Table table{{"law", "holds", "figures"}, {}};
    for (const Law& law : results.laws) table.rows.push_back({law.name, law.holds ? "yes" : "NO", law.fact});
    return section.add(std::move(table));
}

Section bars(const PaperResults& results) {
    Section section{"Bars (native, paced, simulated)", {}};
    Table table{{"bar", "time", "met", "figures"}, {}};
    for (const Bar& bar : results.bars)
        table.rows.push_back({bar.name, bar.time, bar.isMet ? "yes" : "MISSED", bar.fact});
    return section.add(std::move(table));
}

Figure accuracyFigure(const PaperResults& results) {
    std::vector<ChartBar> drawn;
    for (const RunSummary& run : results.native.runs)
        drawn.push_back({run.run.name(), {run.accuracy.share}, run.accuracy.interval});
    return {barChart({"right answers", percentText}, {}, drawn), "Right answers with 95 % intervals, native."};
}

std::string rightOf(const EvaluationReport& report, engine::Mode mode, PruningSource pruning) {
    const auto run = std::ranges::find_if(report.runs, [&](const RunSummary& candidate) {
        return candidate.run.mode == mode && candidate.run.pruning == pruning;
    });
    return run == report.runs.end() ? "–" : percentText(run->accuracy.share);
}

std::vector<std::string> rightAnswersRow(const std::string& of, const std::string& megabits,
                                         const EvaluationReport& report) {
    using engine::Mode;
    return {of,
            megabits,
            rightOf(report, Mode::CloudOnly, PruningSource::None),
            rightOf(report, Mode::EdgeOnly, PruningSource::None),
            rightOf(report, Mode::PerLlm, PruningSource::None),
            rightOf(report, Mode::Msao, PruningSource::None),
            rightOf(report, Mode::Msao, PruningSource::Planned)};
}

/// As the paper has it. Its MSAO prunes; how much, it does not say.
Table methodsTable(const PaperResults& results) {
    Table table{{"of", "Mbit/s", "cloud-only", "edge-only", "perllm", kMethod, kPrunedMethod},
                {{"the paper, VQAv2", "200", "76.3 %", "61.4 %", "71.3 %", "–", "76.1 %"},
                 {"the paper, VQAv2", "300", "77.4 %", "63.2 %", "71.8 %", "–", "77.2 %"},
                 {"the paper, VQAv2", "400", "77.8 %", "63.5 %", "72.4 %", "–", "77.5 %"},
                 {"the paper, MMBench", "200", "75.6 %", "58.4 %", "68.3 %", "–", "75.2 %"},
                 {"the paper, MMBench", "300", "76.1 %", "60.1 %", "69.2 %", "–", "75.9 %"},
                 {"the paper, MMBench", "400", "76.5 %", "61.2 %", "69.9 %", "–", "76.3 %"}}};
    for (const PacedPart& part : results.paced) {
        const std::string of = "here, paced, " + std::to_string(part.report.measured) + " samples";
        table.rows.push_back(rightAnswersRow(of, shortNumber(part.megabits), part.report));
    }
    const std::string of = "here, native, " + std::to_string(results.native.measured) + " samples";
    table.rows.push_back(rightAnswersRow(of, "300", results.native));
    return table;
}

Section accuracy(const PaperResults& results) {
    Section section{"Table 1: accuracy (native; " + datasetName(results.native.subject) + ")", {}};
    section.add(Paragraph{
        "The paper does not say why an accuracy should change with the bandwidth. Here, with everything kept, a "
        "bandwidth changes no answer, and perllm, which cuts the cloud's model in two, says what cloud-only says; how "
        "much planned pruning keeps may depend on the link. What is paced are the first of the native part's "
        "questions."});
    section.add(methodsTable(results));
    Table table{{"run", "right", "95 %", "mean of types", "constant answer", "α", "entropy AUC", "tokens kept",
                 "objects kept", "tokens unlike cloud-only"},
                {}};
    for (const RunSummary& run : results.native.runs) {
        const std::optional<Acceptance>& acceptance = run.acceptance;
        table.rows.push_back({run.run.name(), percentText(run.accuracy.share),
                              percentText(run.accuracy.interval.low) + " to " + percentText(run.accuracy.interval.high),
                              percentText(run.meanOverTypes), percentOr(run.accuracy.constantBaseline),
                              acceptance ? percentText(acceptance->alpha) : "–",
                              acceptance ? percentText(acceptance->entropyAuc) : "–", percentText(run.retention),
                              percentOr(run.objectShare),
                              run.differentTokens ? std::to_string(*run.differentTokens) : "–"});
    }
    return section.add(std::move(table)).add(accuracyFigure(results));
}

Figure overheadFigure(const PaperResults& results) {
    std::vector<ChartBar> bars;
    for (const RunSummary& run : results.native.runs) {
        const double answers = static_cast<double>(std::max<std::int64_t>(1, run.answers));
        bars.push_back(
            {run.run.name(), {run.flops.cloud / answers, run.flops.edge / answers, run.flops.probe / answers}});
    }
    return {barChart({"floating-point operations, an answer", shortNumber}, {"cloud", "edge", "probe"}, bars),
            "Arithmetic, counted from the shapes that ran."};
}

/// With everything kept and with pruning on lines of their own: the paper's 30 to 65 % are of both together.
Section overhead(const PaperResults& results) {
    Section section{"Figure 7: computing, and traffic (native)", {}};
    section.add(Paragraph{
        "The paper: computing overhead 30 to 65 % below cloud-only and 35 to 50 % below PerLLM, with pruning and with "
        "answers that stay at the edge. Verifying spares no arithmetic: every token of the answer is still computed "
        "once by the cloud. What "
        "pruning spares stands apart, in the runs named after it."});
    Table table{{"run", "cloud FLOP an answer", "against cloud-only", "edge FLOP", "probe FLOP", "bytes up",
                 "first token, ms", "answer, ms", "p95, ms", "tokens/s"},
                {}};
    const double cloudOnly = results.native.runs.empty() ? 0 : results.native.runs.front().flops.cloud;
    for (const RunSummary& run : results.native.runs) {
        const double answers = static_cast<double>(std::max<std::int64_t>(1, run.answers));
        const AnswerTraffic& traffic = run.traffic;
        const auto up = static_cast<double>(traffic.textUp + traffic.imageUp + traffic.videoUp + traffic.audioUp +
                                            traffic.draftsUp + traffic.hiddenUp);
        table.rows.push_back(
            {run.run.name(), shortNumber(run.flops.cloud / answers),
             cloudOnly > 0 ? percentText(run.flops.cloud / cloudOnly) : "–", shortNumber(run.flops.edge / answers),
             shortNumber(run.flops.probe / answers), shortNumber(up / answers), shortNumber(run.firstTokenMs.median),
             shortNumber(run.totalMs.median), shortNumber(run.totalMs.p95), shortNumber(run.tokensPerSecond)});
    }
    return section.add(std::move(table)).add(overheadFigure(results));
}

/// The whole method with its planned pruning, and without one of its parts each.
Figure ablatedFigure(const PaperResults& results) {
    std::vector<ChartBar> bars;
    for (const RunSummary& run : results.native.runs) {
        if (run.run.pruning == PruningSource::Planned)
            bars.push_back({run.run.name(), {run.accuracy.share}, run.accuracy.interval});
    }
    return {barChart({"right answers", percentText}, {}, bars),
            "Right answers of the whole method and without a part of it, native, with 95 % intervals."};
}

Section ablations(const PaperResults& results) {
    Section section{"Figure 9: ablations (native, paced)", {}};
    section.add(Paragraph{
        "The paper: without modality awareness 6.8 points of accuracy less on VQAv2 and 7.6 on MMBench, without "
        "collaborative scheduling 4.3 s instead of 2.9 s and 4.5 s instead of 3.1 s. Here: what the whole method with "
        "its planned pruning loses without one of its parts, "
        "question by question. "
        "msao-no-modality prunes every modality alike and without looking; msao-no-collab drafts a fixed number of "
        "tokens and waits for each verdict. Where the interval holds 0, nothing measurable was lost."});
    Table table{{"without", "what", "time", "costs", "95 %", ""}, {}};
    for (const AblationCost& cost : results.ablations) {
        table.rows.push_back({cost.without, cost.what, cost.time, shortNumber(cost.cost), intervalText(cost.interval),
                              cost.isMeasurable()      ? "costs"
                              : cost.interval.high < 0 ? "gains"
                                                       : "nothing measurable"});
    }
    section.add(std::move(table)).add(ablatedFigure(results));
    for (std::string& verdict : ablationVerdicts(results.ablations)) section.add(Paragraph{std::move(verdict)});
    return section;
}

Section pruning(const PaperResults& results) {
    Section section{"Beyond the paper: accuracy over what is kept (native)", {}};
    section.add(Paragraph{
        "At as many tokens: what the probe keeps, as many at random, and the whole picture at fewer pixels, which the "
        "target reads alone: rows and columns of tokens come as near to as many as they can. Shares are those that "
        "were kept in fact."});
    Table table{{"source", "asked for", "tokens kept", "right", "95 %", "objects kept"}, {}};
    std::vector<ChartLine> lines;
    for (const RunSummary& run : results.native.runs) {
        if (!run.run.isForced()) continue;
        const std::string source(pruningName(run.run.pruning));
        table.rows.push_back({source, percentText(run.run.retention), percentText(run.retention),
                              percentText(run.accuracy.share),
                              percentText(run.accuracy.interval.low) + " to " + percentText(run.accuracy.interval.high),
                              percentOr(run.objectShare)});
        auto line = std::ranges::find(lines, source, &ChartLine::label);
        if (line == lines.end()) line = lines.insert(lines.end(), ChartLine{source, {}});
        line->points.push_back({run.retention, run.accuracy.share, run.accuracy.interval});
    }
    for (ChartLine& line : lines) std::ranges::sort(line.points, {}, &ChartPoint::x);
    section.add(std::move(table));
    return section.add(Figure{lineChart({"visual tokens kept", percentText}, {"right answers", percentText}, lines),
                              "Right answers over the share of visual tokens, native."});
}

}  // namespace

Document paperDocument(const PaperResults& results) {
    Document document{"The paper's tables and figures, and ours", opening(results), {}};
    document.sections = {verdictSection(results), laws(results), bars(results), accuracy(results)};
    for (Section& section : speedSections(results)) document.sections.push_back(std::move(section));
    for (Section section :
         {probeSection(results), overhead(results), memorySection(results), ablations(results), pruning(results)})
        document.sections.push_back(std::move(section));
    return document;
}

}  // namespace msao::evaluation
