// SPDX-License-Identifier: Apache-2.0
#include "evaluation/report/report_csv.h"

#include "evaluation/report/csv_field.h"

#include <algorithm>

namespace msao::evaluation {

namespace {

class CsvWriter {
public:
    CsvWriter(const RunSummary& run, const std::string& time) : m_run(run), m_tail("," + csvField(time) + "\n") {
        m_head = csvField(run.run.name()) + "," + std::string(engine::modeName(run.run.mode)) + "," +
                 std::string(pruningName(run.run.pruning)) + "," + csvNumber(run.retention) + ",";
    }

    void add(const std::string& metric, double value, const std::string& type = "") {
        m_lines += m_head + metric + "," + csvField(type) + "," + csvNumber(value) + m_tail;
    }
    void add(const std::string& metric, const std::optional<double>& value, const std::string& type = "") {
        if (value) add(metric, *value, type);
    }
    void addPerAnswer(const std::string& metric, double sum) {
        add(metric, sum / static_cast<double>(std::max<std::int64_t>(1, m_run.answers)));
    }
    const std::string& lines() const { return m_lines; }

private:
    const RunSummary& m_run;
    std::string m_head;
    const std::string m_tail;
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

void addSpread(const std::string& name, const Spread& spread, CsvWriter& csv) {
    csv.add(name + "_median", spread.median);
    csv.add(name + "_median_low", spread.medianInterval.low);
    csv.add(name + "_median_high", spread.medianInterval.high);
    csv.add(name + "_p95", spread.p95);
    csv.add(name + "_p95_low", spread.p95Interval.low);
    csv.add(name + "_p95_high", spread.p95Interval.high);
}

void addCosts(const RunSummary& run, CsvWriter& csv) {
    csv.add("repeats", static_cast<double>(run.repeats));
    addSpread("first_token_ms", run.firstTokenMs, csv);
    addSpread("latency_ms", run.totalMs, csv);
    csv.add("tokens_per_second", run.tokensPerSecond);
    csv.add("tokens_per_second_low", run.tokensPerSecondInterval.low);
    csv.add("tokens_per_second_high", run.tokensPerSecondInterval.high);
    const AnswerTraffic& traffic = run.traffic;
    csv.addPerAnswer("bytes_up_text", static_cast<double>(traffic.textUp));
    csv.addPerAnswer("bytes_up_image", static_cast<double>(traffic.imageUp));
    csv.addPerAnswer("bytes_up_video", static_cast<double>(traffic.videoUp));
    csv.addPerAnswer("bytes_up_audio", static_cast<double>(traffic.audioUp));
    csv.addPerAnswer("bytes_up_drafts", static_cast<double>(traffic.draftsUp));
    csv.addPerAnswer("bytes_up_hidden", static_cast<double>(traffic.hiddenUp));
    csv.addPerAnswer("bytes_down", static_cast<double>(traffic.verdictsDown));
    csv.addPerAnswer("cloud_rows", static_cast<double>(run.speculation.cloudRows));
    csv.addPerAnswer("flops_edge", run.flops.edge);
    csv.addPerAnswer("flops_probe", run.flops.probe);
    csv.addPerAnswer("flops_cloud", run.flops.cloud);
    csv.add("cloud_ms_per_token", run.cloudMsPerToken);
    csv.add("probe_ms", run.probeMs);
    csv.add("probe_bytes", run.memory.probe);
    csv.add("memory_edge", run.memory.edge.total());
    csv.add("memory_cloud", run.memory.cloud.total());
    csv.add("object_pixels_kept", run.objectShare);
    if (run.differentTokens) csv.add("different_tokens", static_cast<double>(*run.differentTokens));
}

}  // namespace

std::string reportCsv(const EvaluationReport& report) {
    std::string csv = "run,mode,pruning,retention,metric,type,value,time\n";
    for (const RunSummary& run : report.runs) {
        CsvWriter writer(run, report.subject.time);
        addAccuracies(run, writer);
        addCosts(run, writer);
        addPacing(run, writer);
        csv += writer.lines();
    }
    return csv;
}

}  // namespace msao::evaluation
