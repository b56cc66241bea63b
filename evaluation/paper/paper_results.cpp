// SPDX-License-Identifier: Apache-2.0
#include "evaluation/paper/paper_results.h"

#include <nlohmann/json.hpp>

namespace msao::evaluation {

using Json = nlohmann::ordered_json;

namespace {

Json intervalJson(const Interval& interval) {
    return Json::array({interval.low, interval.high});
}

Json speedsJson(const PaperResults& results, bool isPaced) {
    Json list = Json::array();
    for (const SpeedPoint& point : results.speeds) {
        if (point.isPaced != isPaced) continue;
        Json json{{"mode", point.who},
                  {"megabits", point.megabits},
                  {"rtt_ms", results.options.rttMs},
                  {"tokens_per_second", point.tokensPerSecond},
                  {isPaced ? "median_ms" : "median_ms_per_token", point.latencyMs},
                  {isPaced ? "p95_ms" : "p95_ms_per_token", point.p95Ms},
                  {"cloud_gpu_ms_per_token", point.cloudMsPerToken},
                  {"time", point.timeName()}};
        if (isPaced) {
            json["tokens_per_second_interval"] = intervalJson(point.tokensPerSecondInterval);
            json["mean_ms"] = point.meanMs;
            json["median_ms_interval"] = intervalJson(point.latencyInterval);
            json["p95_ms_interval"] = intervalJson(point.p95Interval);
            json["steps"] = point.steps;
            json["overran"] = point.overran;
        }
        list.push_back(std::move(json));
    }
    return list;
}

Json judgementsJson(const PaperResults& results) {
    Json laws = Json::array();
    for (const Law& law : results.laws)
        laws.push_back({{"name", law.name}, {"holds", law.holds}, {"figures", law.fact}});
    Json bars = Json::array();
    for (const Bar& bar : results.bars)
        bars.push_back({{"name", bar.name}, {"time", bar.time}, {"met", bar.isMet}, {"figures", bar.fact}});
    Json ablations = Json::array();
    for (const AblationCost& cost : results.ablations) {
        ablations.push_back({{"without", cost.without},
                             {"what", cost.what},
                             {"time", cost.time},
                             {"cost", cost.cost},
                             {"interval", intervalJson(cost.interval)},
                             {"measurable", cost.isMeasurable()}});
    }
    return {{"laws", std::move(laws)}, {"bars", std::move(bars)}, {"ablations", std::move(ablations)}};
}

Json sideJson(const SideMemory& side) {
    return {{"weights", side.weights}, {"kv_cache", side.cache}, {"activations", side.activations}};
}

Json memoryJson(const PaperResults& results) {
    Json list = Json::array();
    for (const MemoryPoint& point : results.memory) {
        list.push_back(
            {{"mode", point.who}, {"edge_bytes", sideJson(point.edge)}, {"cloud_bytes", sideJson(point.cloud)}});
    }
    return list;
}

Json probeJson(const PaperResults& results) {
    Json inputs = Json::array();
    for (const ProbePoint& point : results.probe) {
        inputs.push_back({{"input", point.name},
                          {"question", point.kind},
                          {"tokens", point.tokens},
                          {"added_flops", point.addedFlops},
                          {"pipeline_flops", point.pipelineFlops},
                          {"flops_share", point.share()},
                          {"flops_share_with_reused", point.shareWithReused()},
                          {"held_bytes", point.heldBytes},
                          {"added_ms", point.addedMs},
                          {"pipeline_ms", point.pipelineMs},
                          {"time_share", point.timeShare()},
                          {"within_goals", point.isWithinGoals()}});
    }
    Json json{
        {"goals", {{"time_share", kProbeTimeGoal}, {"flops_share", kProbeFlopsGoal}, {"held_bytes", kProbeBytesGoal}}},
        {"inputs", std::move(inputs)},
        {"native", nullptr}};
    if (const auto& time = results.probeTime)
        json["native"] = {{"probe_ms", time->probeMs}, {"answer_ms", time->answerMs}, {"time_share", time->share()}};
    return json;
}

const RunSummary* plannedRun(const EvaluationReport& native) {
    for (const RunSummary& run : native.runs) {
        if (run.run.mode == engine::Mode::Msao && run.run.pruning == PruningSource::Planned) return &run;
    }
    return nullptr;
}

Json linksJson(const PaperResults& results) {
    Json links = Json::array();
    for (const RobustnessPoint& point : results.changingLinks) {
        links.push_back({{"link", point.link},
                         {"mode", point.who.name()},
                         {"tokens_per_second", point.tokensPerSecond},
                         {"best_fixed", std::string(engine::modeName(point.bestFixed))},
                         {"best_fixed_tokens_per_second", point.bestTokensPerSecond},
                         {"regret", point.regret()}});
    }
    return links;
}

Json capacityJson(const PaperResults& results) {
    Json list = Json::array();
    for (const CapacityPoint& point : results.capacity) {
        list.push_back({{"mode", point.who.name()},
                        {"edges", point.edges},
                        {"gpus", point.gpus},
                        {"tokens_per_second", point.report.tokensPerSecond},
                        {"median_ms_per_token", point.report.medianMsPerToken},
                        {"p95_ms_per_token", point.report.p95MsPerToken},
                        {"cloud_gpu_ms_per_token", point.report.cloudGpuMsPerToken},
                        {"gpu_utilisation", point.report.gpuUtilisation}});
    }
    return list;
}

}  // namespace

void conclude(PaperResults& results) {
    results.speeds = speedPoints(results.paced);
    for (SpeedPoint& point : speedPoints(results.simulated)) results.speeds.push_back(std::move(point));
    results.laws = paperLaws(results.speeds, results.alphas, results.native, results.paced);
    results.bars = paperBars(results.options.alpha, results.speeds, results.native, results.changingLinks);
    results.ablations = ablationCosts(results.native, results.paced);
    const RunSummary* planned = plannedRun(results.native);
    results.memory = memorySides(planned != nullptr ? std::optional(planned->retention) : std::nullopt);
    results.probe = paperProbeOverhead();
    if (planned != nullptr && planned->probeMs > 0)
        results.probeTime = ProbeTime{planned->probeMs, planned->totalMs.mean};
}

std::string paperJson(const PaperResults& results) {
    Json alphas = Json::array();
    for (const AlphaPoint& point : results.alphas)
        alphas.push_back({{"alpha", point.alpha}, {"tokens_per_second", point.tokensPerSecond}});
    Json json{{"format", "msao-paper"},
              {"format_version", 2},
              {"quick", results.isQuick},
              {"version", results.native.subject.version},
              {"commit", results.commit},
              {"date", results.native.subject.date},
              {"machine", results.native.subject.machine},
              {"dataset", results.native.subject.dataset},
              {"alpha", results.options.alpha}};
    json.update(judgementsJson(results));
    json["paced"] = speedsJson(results, true);
    json["simulated"] = speedsJson(results, false);
    json["simulated_by_alpha"] = std::move(alphas);
    json["memory"] = memoryJson(results);
    json["probe"] = probeJson(results);
    json["changing_links"] = linksJson(results);
    json["capacity"] = capacityJson(results);
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace msao::evaluation
