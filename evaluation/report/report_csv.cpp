// SPDX-License-Identifier: Apache-2.0
#include "evaluation/report/report_csv.h"

#include <algorithm>
#include <cstdio>

namespace msao::evaluation {

namespace {

/// Quoted where it must be. A field that a spreadsheet would take for a formula gets an apostrophe before it.
std::string field(std::string text) {
    if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos)
        text.insert(0, 1, '\'');
    if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + "\"";
}

class CsvWriter {
public:
    explicit CsvWriter(const RunSummary& run) : m_run(run) {
        m_head = field(run.run.name()) + "," + std::string(engine::modeName(run.run.mode)) + "," +
                 std::string(pruningName(run.run.pruning)) + "," + number(run.retention) + ",";
    }

    void add(const char* metric, double value, const std::string& type = "") {
        m_lines += m_head + metric + "," + field(type) + "," + number(value) + "\n";
    }
    void add(const char* metric, const std::optional<double>& value, const std::string& type = "") {
        if (value) add(metric, *value, type);
    }
    void addPerAnswer(const char* metric, double sum) {
        add(metric, sum / static_cast<double>(std::max<std::int64_t>(1, m_run.answers)));
    }
    const std::string& lines() const { return m_lines; }

private:
    static std::string number(double value) {
        char text[40];
        std::snprintf(text, sizeof text, "%.9g", value);
        return text;
    }

    const RunSummary& m_run;
    std::string m_head;
    std::string m_lines;
};

void addAccuracies(const RunSummary& run, CsvWriter& csv) {
    csv.add("accuracy", run.accuracy.share);
    csv.add("accuracy_low", run.accuracy.interval.low);
    csv.add("accuracy_high", run.accuracy.interval.high);
    csv.add("accuracy_mean_over_types", run.meanOverTypes);
    for (const auto& [type, accuracy] : run.byType) {
        csv.add("accuracy", accuracy.share, type);
        csv.add("constant_baseline", accuracy.constantBaseline, type);
        csv.add("count", static_cast<double>(accuracy.count), type);
    }
    if (!run.acceptance) return;
    csv.add("alpha", run.acceptance->alpha);
    csv.add("mean_accepted_run", run.acceptance->meanRun);
    csv.add("entropy_auc", run.acceptance->entropyAuc);
    for (const auto& [type, alpha] : run.acceptance->byType) csv.add("alpha", alpha, type);
}

void addPacing(const RunSummary& run, CsvWriter& csv) {
    if (run.pacing.steps == 0) return;
    csv.add("paced_steps", static_cast<double>(run.pacing.steps));
    csv.add("paced_steps_overran", static_cast<double>(run.pacing.overran));
    csv.addPerAnswer("paced_overran_ms", run.pacing.overranMs);
    csv.addPerAnswer("paced_edge_ms", run.pacing.edgeMs);
    csv.addPerAnswer("paced_cloud_ms", run.pacing.cloudMs);
}

void addCosts(const RunSummary& run, CsvWriter& csv) {
    csv.add("first_token_ms_median", run.firstTokenMs.median);
    csv.add("first_token_ms_p95", run.firstTokenMs.p95);
    csv.add("latency_ms_median", run.totalMs.median);
    csv.add("latency_ms_p95", run.totalMs.p95);
    csv.add("tokens_per_second", run.tokensPerSecond);
    const AnswerTraffic& traffic = run.traffic;
    csv.addPerAnswer("bytes_up_text", static_cast<double>(traffic.textUp));
    csv.addPerAnswer("bytes_up_image", static_cast<double>(traffic.imageUp));
    csv.addPerAnswer("bytes_up_video", static_cast<double>(traffic.videoUp));
    csv.addPerAnswer("bytes_up_audio", static_cast<double>(traffic.audioUp));
    csv.addPerAnswer("bytes_up_drafts", static_cast<double>(traffic.draftsUp));
    csv.addPerAnswer("bytes_down", static_cast<double>(traffic.verdictsDown));
    csv.addPerAnswer("cloud_rows", static_cast<double>(run.speculation.cloudRows));
    csv.addPerAnswer("flops_edge", run.flops.edge);
    csv.addPerAnswer("flops_probe", run.flops.probe);
    csv.addPerAnswer("flops_cloud", run.flops.cloud);
    csv.add("object_pixels_kept", run.objectShare);
    if (run.differentTokens) csv.add("different_tokens", static_cast<double>(*run.differentTokens));
}

}  // namespace

std::string reportCsv(const EvaluationReport& report) {
    std::string csv = "run,mode,pruning,retention,metric,type,value\n";
    for (const RunSummary& run : report.runs) {
        CsvWriter writer(run);
        addAccuracies(run, writer);
        addCosts(run, writer);
        addPacing(run, writer);
        csv += writer.lines();
    }
    return csv;
}

}  // namespace msao::evaluation
