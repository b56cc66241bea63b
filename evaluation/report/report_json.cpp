// SPDX-License-Identifier: Apache-2.0
#include "evaluation/report/report_json.h"

#include "evaluation/measure/record_json.h"
#include "evaluation/report/request_figures.h"
#include "evaluation/scoring/statistics.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace msao::evaluation {

using Json = nlohmann::ordered_json;

namespace {

std::string dumped(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// An object's text with one member more, whose value is text already.
std::string withMember(std::string object, const char* name, const std::string& value) {
    object.erase(object.find_last_of('}'));
    while (object.ends_with('\n') || object.ends_with(' ')) object.pop_back();
    return object + ",\n \"" + name + "\": " + value + "\n}";
}

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
            {"p95_interval", intervalJson(spread.p95Interval)},
            {"medians", spread.medians}};
}

Json trafficJson(const RunSummary& run) {
    const auto mean = [&](std::int64_t bytes) { return perAnswer(static_cast<double>(bytes), run); };
    const AnswerTraffic& traffic = run.traffic;
    return {{"text", mean(traffic.textUp)},   {"image", mean(traffic.imageUp)},   {"video", mean(traffic.videoUp)},
            {"audio", mean(traffic.audioUp)}, {"drafts", mean(traffic.draftsUp)}, {"hidden", mean(traffic.hiddenUp)}};
}

Json speculationJson(const RunSummary& run) {
    const AnswerSpeculation& counts = run.speculation;
    return {{"drafted", counts.drafted},      {"accepted", counts.accepted},
            {"rejected", counts.rejected},    {"verified", counts.verified},
            {"verdicts", counts.verdicts},    {"cloud_passes", counts.cloudPasses},
            {"cloud_rows", counts.cloudRows}, {"mean_accepted_length", orNull(run.meanAcceptedLength)}};
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

Json sideJson(const SideMemory& side) {
    return {{"weights", side.weights}, {"kv_cache", side.cache}, {"activations", side.activations}};
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
            {"mean_entropy", orNull(run.meanEntropy)},
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
            {"tokens_per_second_interval", intervalJson(run.tokensPerSecondInterval)},
            {"repeats", run.repeats},
            {"probe_ms", run.probeMs},
            {"plan_ms", run.planMs},
            {"predicted_ms", orNull(run.predictedMs)},
            {"predicted_for_length_ms", orNull(run.predictedForLengthMs)},
            {"predicted_beside_ms", orNull(run.plannedTotalMs)},
            {"bytes_up", trafficJson(run)},
            {"bytes_down", perAnswer(static_cast<double>(run.traffic.verdictsDown), run)},
            {"speculation", speculationJson(run)},
            {"flops_edge", perAnswer(run.flops.edge, run)},
            {"flops_probe", perAnswer(run.flops.probe, run)},
            {"flops_cloud", perAnswer(run.flops.cloud, run)},
            {"cloud_ms", run.cloudMs},
            {"cloud_ms_per_token", run.cloudMsPerToken},
            {"memory_edge", sideJson(run.memory.edge)},
            {"memory_cloud", sideJson(run.memory.cloud)},
            {"probe_bytes", run.memory.probe},
            {"pacing", pacingJson(run)},
            {"mistakes", mistakesJson(run.mistakes)}};
}

/// Thousandths: enough to compare, and the file stays small.
double rounded(double value) {
    return std::round(1000 * value) / 1000;
}

/// Whole numbers stay whole.
Json figureJson(const std::optional<double>& value) {
    if (!value) return {};
    const double shown = rounded(*value);
    constexpr double kWholeUpTo = 9e15;
    if (shown == std::floor(shown) && std::abs(shown) < kWholeUpTo) return static_cast<std::int64_t>(shown);
    return shown;
}

Json requestJson(const RunSummary& run, const AnswerRecord& answer) {
    Json json{{"run", run.run.name()}, {"mode", answer.chosenMode}, {"answer", answer.text}};
    for (const RequestFigure& figure : requestFigures(answer)) json[figure.name] = figureJson(figure.value);
    return json;
}

Json sampleJson(const SampleRecord& sample, const std::vector<RunSummary>& runs) {
    Json scores = Json::array();
    Json latencies = Json::array();
    Json requests = Json::array();
    for (std::size_t run = 0; run < runs.size(); ++run) {
        const AnswerRecord& answer = sample.answers[run];
        scores.push_back(rounded(answer.score));
        latencies.push_back(
            rounded(mean(answer.eachTime([](const AnswerTimes& times, std::int64_t) { return times.totalMs; }))));
        requests.push_back(requestJson(runs[run], answer));
    }
    return {{"id", sample.id},
            {"type", sample.type},
            {"group", sample.group},
            {"question", sample.question},
            {"expected", sample.expected},
            {"scores", std::move(scores)},
            {"latency_ms", std::move(latencies)},
            {"requests", std::move(requests)}};
}

/// A line a sample, one at a time: of many thousand answers a tree of values would be many times their text.
std::string samplesText(const EvaluationReport& report) {
    std::string text;
    for (const SampleRecord& sample : report.samples) {
        if (sample.answers.empty()) continue;
        text += (text.empty() ? "\n  " : ",\n  ") + dumped(sampleJson(sample, report.runs));
    }
    return "[" + text + "\n ]";
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

std::string shardText(const ShardOrigin& origin, const std::vector<SampleRecord>& samples) {
    const Json head{{"index", origin.shard.index},
                    {"of", origin.shard.of},
                    {"samples", origin.samples},
                    {"key", origin.key},
                    {"broken_rows", faultsJson(origin.rowFaults)}};
    std::string records;
    for (const SampleRecord& sample : samples)
        records += (records.empty() ? "\n  " : ",\n  ") + dumped(Json(toJson(sample)));
    return withMember(dumped(head), "records", "[" + records + "\n ]");
}

}  // namespace

std::string reportJson(const EvaluationReport& report) {
    Json runs = Json::array();
    for (const RunSummary& run : report.runs) runs.push_back(runJson(run));
    Json page{{"format", "msao-evaluation"}, {"format_version", 1}};
    page.update(subjectJson(report));
    page["broken_rows"] = faultsJson(report.faults);
    page["runs"] = std::move(runs);
    std::string text =
        withMember(page.dump(1, ' ', false, Json::error_handler_t::replace), "answers", samplesText(report));
    if (report.shard) text = withMember(std::move(text), "shard", shardText(*report.shard, report.samples));
    return text + '\n';
}

}  // namespace msao::evaluation
