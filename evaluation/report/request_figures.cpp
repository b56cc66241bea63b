// SPDX-License-Identifier: Apache-2.0
#include "evaluation/report/request_figures.h"

#include "evaluation/report/csv_field.h"
#include "evaluation/scoring/statistics.h"

#include <cstdint>

namespace msao::evaluation {

namespace {

using Figures = std::vector<RequestFigure>;

double number(std::int64_t count) {
    return static_cast<double>(count);
}

std::optional<double> ratio(double above, double below) {
    return below > 0 ? std::optional(above / below) : std::nullopt;
}

/// What came out, and what of the pictures it was read from.
void addOutcome(const AnswerRecord& answer, Figures& figures) {
    const std::optional<PixelShare>& pixels = answer.objectPixels;
    figures.insert(
        figures.end(),
        {{"accuracy", answer.score},
         {"tokens", number(answer.tokens)},
         {"retention", answer.retention},
         {"different_tokens", answer.differences ? std::optional(number(*answer.differences)) : std::nullopt},
         {"object_pixels_kept", pixels ? ratio(number(pixels->kept), number(pixels->all)) : std::nullopt}});
}

void addTimes(const AnswerRecord& answer, Figures& figures) {
    const AnswerTimes& times = answer.times;
    figures.insert(figures.end(),
                   {{"first_token_ms", times.firstTokenMs},
                    {"latency_ms", times.totalMs},
                    {"tokens_per_second", ratio(1000 * decodedTokens(times, answer.tokens), times.decodeMs)},
                    {"predicted_ms", times.predictedMs},
                    {"predicted_for_length_ms", times.predictedForLengthMs},
                    {"plan_ms", times.planMs},
                    {"cloud_ms", times.cloudMs},
                    {"cloud_ms_per_token", ratio(times.cloudMs, number(answer.tokens))}});
}

void addTraffic(const AnswerTraffic& traffic, Figures& figures) {
    figures.insert(figures.end(), {{"bytes_up_text", number(traffic.textUp)},
                                   {"bytes_up_image", number(traffic.imageUp)},
                                   {"bytes_up_video", number(traffic.videoUp)},
                                   {"bytes_up_audio", number(traffic.audioUp)},
                                   {"bytes_up_drafts", number(traffic.draftsUp)},
                                   {"bytes_up_hidden", number(traffic.hiddenUp)},
                                   {"bytes_down_text", number(traffic.verdictsDown)}});
}

void addSpeculation(const AnswerRecord& answer, Figures& figures) {
    std::vector<double> entropies;
    double right = 0;
    for (const calibration::MeasuredDraft& draft : answer.drafts) {
        entropies.push_back(draft.normalisedEntropy);
        right += draft.wasAccepted;
    }
    const AnswerSpeculation& counts = answer.speculation;
    figures.insert(figures.end(), {{"acceptance", ratio(right, number(static_cast<std::int64_t>(entropies.size())))},
                                   {"entropy", entropies.empty() ? std::nullopt : std::optional(mean(entropies))},
                                   {"accepted_length", ratio(number(counts.accepted), number(counts.verdicts))},
                                   {"drafted", number(counts.drafted)},
                                   {"verified", number(counts.verified)},
                                   {"accepted", number(counts.accepted)},
                                   {"wasted", number(counts.rejected)},
                                   {"verdicts", number(counts.verdicts)},
                                   {"cloud_passes", number(counts.cloudPasses)},
                                   {"cloud_rows", number(counts.cloudRows)}});
}

void addCosts(const AnswerRecord& answer, Figures& figures) {
    const AnswerMemory& memory = answer.memory;
    figures.insert(figures.end(), {{"flops_edge", answer.flops.edge},
                                   {"flops_cloud", answer.flops.cloud},
                                   {"memory_edge_weights", memory.edge.weights},
                                   {"memory_edge_kv_cache", memory.edge.cache},
                                   {"memory_edge_activations", memory.edge.activations},
                                   {"memory_cloud_weights", memory.cloud.weights},
                                   {"memory_cloud_kv_cache", memory.cloud.cache},
                                   {"memory_cloud_activations", memory.cloud.activations},
                                   {"probe_ms", answer.times.probeMs},
                                   {"probe_flops", answer.flops.probe},
                                   {"probe_bytes", memory.probe}});
}

void addPacing(const AnswerPacing& pacing, Figures& figures) {
    const bool isPaced = pacing.steps > 0;
    const auto ofPaced = [&](double value) { return isPaced ? std::optional(value) : std::nullopt; };
    figures.insert(figures.end(), {{"paced_steps", ofPaced(number(pacing.steps))},
                                   {"paced_steps_overran", ofPaced(number(pacing.overran))},
                                   {"paced_overran_ms", ofPaced(pacing.overranMs)},
                                   {"paced_edge_ms", ofPaced(pacing.edgeMs)}});
}

}  // namespace

std::vector<RequestFigure> requestFigures(const AnswerRecord& answer) {
    Figures figures;
    addOutcome(answer, figures);
    addTimes(answer, figures);
    addTraffic(answer.traffic, figures);
    addSpeculation(answer, figures);
    addCosts(answer, figures);
    addPacing(answer.pacing, figures);
    return figures;
}

std::string requestsCsv(const EvaluationReport& report) {
    std::string csv = "id,type,group,run,mode";
    for (const RequestFigure& figure : requestFigures({})) csv += std::string(",") + figure.name;
    csv += ",answer,time\n";
    const std::string time = "," + csvField(report.subject.time) + "\n";
    for (const SampleRecord& sample : report.samples) {
        for (std::size_t run = 0; run < sample.answers.size(); ++run) {
            const AnswerRecord& answer = sample.answers[run];
            csv += csvField(sample.id) + "," + csvField(sample.type) + "," + csvField(sample.group) + "," +
                   csvField(report.runs[run].run.name()) + "," + csvField(answer.chosenMode);
            for (const RequestFigure& figure : requestFigures(answer))
                csv += "," + (figure.value ? csvNumber(*figure.value) : std::string());
            csv += "," + csvField(answer.text) + time;
        }
    }
    return csv;
}

}  // namespace msao::evaluation
