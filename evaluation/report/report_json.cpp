// SPDX-License-Identifier: Apache-2.0
#include "evaluation/report/report_json.h"

#include "evaluation/measure/record_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace msao::evaluation {

using Json = nlohmann::ordered_json;

namespace {

template <typename T>
Json orNull(const std::optional<T>& value) {
    return value ? Json(*value) : Json();
}

double perAnswer(double sum, const RunSummary& run) {
    return run.answers > 0 ? sum / static_cast<double>(run.answers) : 0;
}

Json intervalJson(const Interval& interval) {
    return Json::array({interval.low, interval.high});
}

Json accuracyJson(const Accuracy& accuracy) {
    return {{"accuracy", accuracy.share},
            {"interval", intervalJson(accuracy.interval)},
            {"constant_baseline", orNull(accuracy.constantBaseline)},
            {"count", accuracy.count}};
}

Json accuraciesJson(const std::map<std::string, Accuracy>& accuracies, const std::optional<Acceptance>& acceptance) {
    Json object = Json::object();
    for (const auto& [name, accuracy] : accuracies) {
        object[name] = accuracyJson(accuracy);
        if (!acceptance) continue;
        const auto alpha = acceptance->byType.find(name);
        object[name]["alpha"] = alpha == acceptance->byType.end() ? Json() : Json(alpha->second);
    }
    return object;
}

Json spreadJson(const Spread& spread) {
    return {{"mean", spread.mean},
            {"median", spread.median},
            {"median_interval", intervalJson(spread.medianInterval)},
            {"p95", spread.p95},
            {"p95_interval", intervalJson(spread.p95Interval)}};
}

Json trafficJson(const RunSummary& run) {
    const auto mean = [&](std::int64_t bytes) { return perAnswer(static_cast<double>(bytes), run); };
    const AnswerTraffic& traffic = run.traffic;
    return {{"text", mean(traffic.textUp)},
            {"image", mean(traffic.imageUp)},
            {"video", mean(traffic.videoUp)},
            {"audio", mean(traffic.audioUp)},
            {"drafts", mean(traffic.draftsUp)}};
}

Json speculationJson(const RunSummary& run) {
    const AnswerSpeculation& counts = run.speculation;
    return {{"drafted", counts.drafted},
            {"accepted", counts.accepted},
            {"rejected", counts.rejected},
            {"verdicts", counts.verdicts},
            {"cloud_passes", counts.cloudPasses},
            {"cloud_rows", counts.cloudRows},
            {"mean_accepted_length", orNull(run.meanAcceptedLength)}};
}

Json pacingJson(const RunSummary& run) {
    const AnswerPacing& pacing = run.pacing;
    if (pacing.steps == 0) return {};
    return {{"steps", pacing.steps},
            {"overran", pacing.overran},
            {"overran_ms", perAnswer(pacing.overranMs, run)},
            {"edge_ms", perAnswer(pacing.edgeMs, run)},
            {"cloud_ms", perAnswer(pacing.cloudMs, run)}};
}

Json mistakesJson(const std::vector<Mistake>& mistakes) {
    Json list = Json::array();
    for (const Mistake& mistake : mistakes) {
        list.push_back({{"id", mistake.id},
                        {"type", mistake.type},
                        {"question", mistake.question},
                        {"expected", mistake.expected},
                        {"answer", mistake.answer}});
    }
    return list;
}

Json chosenModesJson(const RunSummary& run) {
    Json modes = Json::object();
    for (const auto& [mode, count] : run.chosenModes) modes[mode] = count;
    return modes;
}

Json runJson(const RunSummary& run) {
    const std::optional<Acceptance>& acceptance = run.acceptance;
    const auto ofDraft = [&](double Acceptance::*value) { return acceptance ? Json((*acceptance).*value) : Json(); };
    return {{"name", run.run.name()},
            {"mode", std::string(engine::modeName(run.run.mode))},
            {"pruning", std::string(pruningName(run.run.pruning))},
            {"retention_asked", run.run.pruning == PruningSource::Planned ? Json() : Json(run.run.retention)},
            {"retention", run.retention},
            {"accuracy", run.accuracy.share},
            {"accuracy_interval", intervalJson(run.accuracy.interval)},
            {"accuracy_mean_over_types", run.meanOverTypes},
            {"accuracy_mean_over_short_types", orNull(run.meanOverShortTypes)},
            {"constant_baseline", orNull(run.accuracy.constantBaseline)},
            {"count", run.accuracy.count},
            {"by_type", accuraciesJson(run.byType, acceptance)},
            {"by_dimension", accuraciesJson(run.byDimension, {})},
            {"alpha", ofDraft(&Acceptance::alpha)},
            {"alpha_short_types", orNull(run.alphaOfShortTypes)},
            {"mean_accepted_run", ofDraft(&Acceptance::meanRun)},
            {"entropy_auc", ofDraft(&Acceptance::entropyAuc)},
            {"draft_positions", acceptance ? Json(acceptance->positions) : Json()},
            {"different_tokens", orNull(run.differentTokens)},
            {"different_answers", run.differentTokens ? Json(run.differentAnswers) : Json()},
            {"object_pixels_kept", orNull(run.objectShare)},
            {"chosen_modes", chosenModesJson(run)},
            {"answers", run.answers},
            {"tokens", run.tokens},
            {"first_token_ms", spreadJson(run.firstTokenMs)},
            {"latency_ms", spreadJson(run.totalMs)},
            {"tokens_per_second", run.tokensPerSecond},
            {"probe_ms", run.probeMs},
            {"plan_ms", run.planMs},
            {"predicted_ms", orNull(run.predictedMs)},
            {"predicted_beside_ms", orNull(run.plannedTotalMs)},
            {"bytes_up", trafficJson(run)},
            {"bytes_down", perAnswer(static_cast<double>(run.traffic.verdictsDown), run)},
            {"speculation", speculationJson(run)},
            {"flops_edge", perAnswer(run.flops.edge, run)},
            {"flops_probe", perAnswer(run.flops.probe, run)},
            {"flops_cloud", perAnswer(run.flops.cloud, run)},
            {"pacing", pacingJson(run)},
            {"mistakes", mistakesJson(run.mistakes)}};
}

/// Thousandths: enough to compare, and the file stays small.
double rounded(double value) {
    return std::round(1000 * value) / 1000;
}

Json sampleJson(const SampleRecord& sample) {
    Json scores = Json::array();
    Json latencies = Json::array();
    for (const AnswerRecord& answer : sample.answers) {
        scores.push_back(rounded(answer.score));
        latencies.push_back(rounded(answer.times.totalMs));
    }
    return {{"id", sample.id},
            {"type", sample.type},
            {"group", sample.group},
            {"scores", std::move(scores)},
            {"latency_ms", std::move(latencies)}};
}

Json subjectJson(const EvaluationReport& report) {
    const EvaluationSubject& subject = report.subject;
    return {{"dataset", subject.dataset},
            {"split", subject.split},
            {"seed", subject.seed},
            {"samples", report.wanted},
            {"measured", report.measured},
            {"from_journal", report.fromJournal},
            {"complete", report.isComplete},
            {"draft", subject.draft},
            {"target", subject.target},
            {"importance", subject.importance},
            {"is_calibrated", subject.isCalibrated},
            {"link", subject.link},
            {"time", subject.time},
            {"jobs", subject.jobs},
            {"machine", subject.machine},
            {"version", subject.version},
            {"date", subject.date},
            {"peak_memory_bytes", orNull(report.peakMemoryBytes)}};
}

Json faultsJson(const RowFaults& faults) {
    return {{"count", faults.count()}, {"named", faults.named()}};
}

Json shardJson(const ShardOrigin& origin, const std::vector<SampleRecord>& samples) {
    Json records = Json::array();
    for (const SampleRecord& sample : samples) records.push_back(Json(toJson(sample)));
    return {{"index", origin.shard.index},
            {"of", origin.shard.of},
            {"samples", origin.samples},
            {"key", origin.key},
            {"broken_rows", faultsJson(origin.rowFaults)},
            {"records", std::move(records)}};
}

}  // namespace

std::string reportJson(const EvaluationReport& report) {
    Json runs = Json::array();
    for (const RunSummary& run : report.runs) runs.push_back(runJson(run));
    Json samples = Json::array();
    for (const SampleRecord& sample : report.samples) {
        if (!sample.answers.empty()) samples.push_back(sampleJson(sample));
    }
    Json page{{"format", "msao-evaluation"}, {"format_version", 1}};
    page.update(subjectJson(report));
    page["broken_rows"] = faultsJson(report.faults);
    page["runs"] = std::move(runs);
    page["answers"] = std::move(samples);
    if (report.shard) page["shard"] = shardJson(*report.shard, report.samples);
    // A shard is for programs, and large.
    return page.dump(report.shard ? -1 : 1, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace msao::evaluation
