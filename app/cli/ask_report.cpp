// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ask_report.h"

#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>

namespace msao::app {

using namespace engine;
using Json = nlohmann::ordered_json;

namespace {

const char* outcomeName(RequestOutcome outcome) {
    switch (outcome) {
        case RequestOutcome::EndOfText:
            return "end_of_text";
        case RequestOutcome::Length:
            return "length";
        case RequestOutcome::StopString:
            return "stop_string";
        case RequestOutcome::Cancelled:
            return "cancelled";
        case RequestOutcome::Failed:
            return "failed";
    }
    return "";
}

const char* provenanceName(Provenance provenance) {
    switch (provenance) {
        case Provenance::Accepted:
            return "accepted";
        case Provenance::Corrected:
            return "corrected";
        case Provenance::Cloud:
            return "cloud";
        case Provenance::Unverified:
            return "unverified";
    }
    return "";
}

Json planJson(const PlanningResult& planning) {
    const Plan& plan = planning.plan;
    Json modalities = Json::array();
    for (const ModalityPlan& modality : plan.modalities) {
        modalities.push_back({{"modality", std::string(modalityName(modality.modality))},
                              {"retention", modality.retention},
                              {"compression", modality.compression}});
    }
    Json costs = Json::object();
    for (const NamedCost& cost : namedCosts(planning.costs)) costs[std::string(cost.name)] = cost.ms;
    return {{"mode", std::string(modeName(plan.mode))},
            {"modalities", std::move(modalities)},
            {"theta", plan.theta},
            {"draft_length", plan.draftLength},
            {"predicted_ms", plan.predictedMs},
            {"is_feasible", plan.isFeasible},
            {"binding_constraint", plan.bindingConstraint},
            {"costs_ms", std::move(costs)}};
}

Json masJson(const std::vector<ModalityProbe>& probes) {
    Json scores = Json::array();
    for (const ModalityProbe& probe : probes) {
        scores.push_back({{"modality", std::string(modalityName(probe.modality))},
                          {"mas", probe.mas},
                          {"beta", probe.beta},
                          {"rho", probe.rho},
                          {"gamma", probe.gamma},
                          {"uncertainty", probe.uncertainty},
                          {"tokens", probe.tokens}});
    }
    return scores;
}

/// Each draft has one fate, as in the trace and on the screen (DraftCounts): the controller counts the one that a
/// correction replaced as rejected, too.
std::int64_t rejectedOnly(const EdgeCounts& counts) {
    return counts.rejected - counts.corrected;
}

Json countsJson(const EdgeCounts& counts) {
    return {{"proposed", counts.proposed},      {"accepted", counts.accepted},     {"corrected", counts.corrected},
            {"rejected", rejectedOnly(counts)}, {"unverified", counts.unverified}, {"cloud", counts.cloud}};
}

std::optional<double> tokensPerSecond(const InProcessAnswer& answer, const AnswerTimer& timer) {
    return timer.decoding.tokensPerSecond(static_cast<std::int64_t>(answer.tokens.size()));
}

Json timingsJson(const InProcessAnswer& answer, const AskTimes& times, const AnswerTimer& timer) {
    const auto mean = [](double sum, std::int64_t count) {
        return count > 0 ? Json(sum / static_cast<double>(count)) : Json();
    };
    const std::optional<double> speed = tokensPerSecond(answer, timer);
    return {{"load_ms", times.loadMs},
            {"prepare_ms", times.prepareMs},
            {"measuring_ms", answer.measuringMs},
            {"probing_ms", answer.question.probingMs},
            {"planning_ms", answer.question.planningMs},
            {"first_token_ms", timer.firstTokenMs ? Json(*timer.firstTokenMs - answer.measuringMs) : Json()},
            {"answer_ms", times.answerMs},
            {"tokens_per_second", speed ? Json(*speed) : Json()},
            {"draft_step_ms", mean(timer.draftMs, timer.drafted)},
            {"cloud_step_ms", mean(timer.passMs, timer.passes)},
            {"cloud_steps", timer.passes},
            {"batch_bytes_up", timer.bytesUp},
            {"verdict_bytes_down", timer.bytesDown}};
}

}  // namespace

Json askJson(const AskedWay& asked, const InProcessAnswer& answer, const AskTimes& times, const AnswerTimer& timer) {
    Json tokens = Json::array();
    Json provenance = Json::array();
    for (const AnswerToken& token : answer.tokens) {
        tokens.push_back(toIndex(token.token));
        provenance.push_back(provenanceName(token.provenance));
    }
    Json json{{"mode", std::string(modeName(asked.mode))},
              {"tokens", std::move(tokens)},
              {"text", answer.text},
              {"provenance", std::move(provenance)},
              {"stop", outcomeName(answer.outcome)},
              {"prompt_tokens", answer.promptTokens},
              {"counts", countsJson(answer.counts)},
              {"timings", timingsJson(answer, times, timer)},
              {"plan", planJson(answer.question.plan.planning)},
              {"importance", std::string(importanceName(asked.importance.kind()))},
              {"is_calibrated", asked.isCalibrated},
              {"mas", masJson(answer.question.probes)}};
    if (asked.mode == Mode::PerLlm)
        json["perllm"] = {{"edge_layers", answer.edgeLayers}, {"hidden_bytes_up", answer.hiddenBytes}};
    if (answer.error) json["error"] = answer.error->message;
    return json;
}

std::string askSummary(const InProcessAnswer& answer, const AnswerTimer& timer) {
    const EdgeCounts& counts = answer.counts;
    char speed[48] = "";
    if (const auto perSecond = tokensPerSecond(answer, timer))
        std::snprintf(speed, sizeof speed, ", %.1f a second", *perSecond);
    char line[320];
    std::snprintf(line, sizeof line,
                  "%s: %zu tokens%s, %lld the cloud's own; %lld drafts: %lld accepted, %lld corrected, %lld rejected, "
                  "%lld unverified",
                  std::string(modeName(answer.question.plan.planning.plan.mode)).c_str(), answer.tokens.size(), speed,
                  static_cast<long long>(counts.cloud), static_cast<long long>(counts.proposed),
                  static_cast<long long>(counts.accepted), static_cast<long long>(counts.corrected),
                  static_cast<long long>(rejectedOnly(counts)), static_cast<long long>(counts.unverified));
    return line;
}

Status tellAnswer(bool asJson, const AskedWay& asked, const InProcessAnswer& answer, const AskTimes& times,
                  const AnswerTimer& timer) {
    if (asJson) {
        std::printf("%s\n", askJson(asked, answer, times, timer).dump().c_str());
    } else {
        std::printf("\n");
        std::fflush(stdout);
        std::fprintf(stderr, "%s\n", askSummary(answer, timer).c_str());
    }
    if (answer.outcome == RequestOutcome::Failed) return *answer.error;
    if (answer.outcome == RequestOutcome::Cancelled)
        return Error{ErrorCode::Cancelled, "stopped after " + std::to_string(answer.tokens.size()) + " tokens"};
    return Done{};
}

}  // namespace msao::app
