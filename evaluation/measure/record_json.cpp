// SPDX-License-Identifier: Apache-2.0
#include "evaluation/measure/record_json.h"

#include <nlohmann/json.hpp>

namespace msao::evaluation {

using nlohmann::json;

namespace {

template <typename T>
json orNull(const std::optional<T>& value) {
    return value ? json(*value) : json();
}

template <typename T>
std::optional<T> optionalOf(const json& value) {
    if (value.is_null()) return std::nullopt;
    return value.get<T>();
}

json draftsJson(const std::vector<calibration::MeasuredDraft>& drafts) {
    json list = json::array();
    for (const calibration::MeasuredDraft& draft : drafts) list.push_back({draft.normalisedEntropy, draft.wasAccepted});
    return list;
}

std::vector<calibration::MeasuredDraft> draftsOf(const json& list) {
    std::vector<calibration::MeasuredDraft> drafts;
    for (const json& draft : list) drafts.push_back({draft.at(0).get<float>(), draft.at(1).get<bool>()});
    return drafts;
}

json timesJson(const AnswerTimes& times) {
    return {times.firstTokenMs, times.totalMs,
            times.decodeMs,     times.probeMs,
            times.planMs,       orNull(times.predictedMs),
            times.firstTokens,  orNull(times.predictedForLengthMs),
            times.cloudMs};
}

AnswerTimes timesOf(const json& list) {
    const auto ms = [&](std::size_t i) { return list.at(i).get<double>(); };
    return {ms(0),
            ms(1),
            ms(2),
            ms(3),
            ms(4),
            optionalOf<double>(list.at(5)),
            list.at(6).get<std::int64_t>(),
            optionalOf<double>(list.at(7)),
            ms(8)};
}

json trafficJson(const AnswerTraffic& traffic) {
    return {traffic.textUp,   traffic.imageUp,      traffic.videoUp, traffic.audioUp,
            traffic.draftsUp, traffic.verdictsDown, traffic.hiddenUp};
}

AnswerTraffic trafficOf(const json& list) {
    const auto bytes = [&](std::size_t i) { return list.at(i).get<std::int64_t>(); };
    return {bytes(0), bytes(1), bytes(2), bytes(3), bytes(4), bytes(5), bytes(6)};
}

json speculationJson(const AnswerSpeculation& counts) {
    return {counts.drafted,     counts.accepted,  counts.rejected, counts.verdicts,
            counts.cloudPasses, counts.cloudRows, counts.verified};
}

AnswerSpeculation speculationOf(const json& list) {
    const auto count = [&](std::size_t i) { return list.at(i).get<std::int64_t>(); };
    return {count(0), count(1), count(2), count(3), count(4), count(5), count(6)};
}

json pacingJson(const AnswerPacing& pacing) {
    return {pacing.steps, pacing.overran, pacing.overranMs, pacing.edgeMs, pacing.cloudMs};
}

AnswerPacing pacingOf(const json& list) {
    const auto ms = [&](std::size_t i) { return list.at(i).get<double>(); };
    return {list.at(0).get<std::int64_t>(), list.at(1).get<std::int64_t>(), ms(2), ms(3), ms(4)};
}

json memoryJson(const AnswerMemory& memory) {
    const auto side = [](const SideMemory& of) { return json{of.weights, of.cache, of.activations}; };
    return {side(memory.edge), side(memory.cloud), memory.probe};
}

AnswerMemory memoryOf(const json& list) {
    const auto side = [](const json& of) {
        return SideMemory{of.at(0).get<double>(), of.at(1).get<double>(), of.at(2).get<double>()};
    };
    return {side(list.at(0)), side(list.at(1)), list.at(2).get<double>()};
}

json repeatsJson(const std::vector<AnswerRepeat>& repeats) {
    json list = json::array();
    for (const AnswerRepeat& repeat : repeats)
        list.push_back({timesJson(repeat.times), pacingJson(repeat.pacing), repeat.tokens});
    return list;
}

std::vector<AnswerRepeat> repeatsOf(const json& list) {
    std::vector<AnswerRepeat> repeats;
    for (const json& repeat : list)
        repeats.push_back({timesOf(repeat.at(0)), pacingOf(repeat.at(1)), repeat.at(2).get<std::int64_t>()});
    return repeats;
}

json answerJson(const AnswerRecord& answer) {
    json pixels;
    if (answer.objectPixels) pixels = {answer.objectPixels->kept, answer.objectPixels->all};
    return {{"text", answer.text},
            {"tokens", answer.tokens},
            {"score", answer.score},
            {"mode", answer.chosenMode},
            {"differences", orNull(answer.differences)},
            {"retention", answer.retention},
            {"pixels", std::move(pixels)},
            {"times", timesJson(answer.times)},
            {"traffic", trafficJson(answer.traffic)},
            {"speculation", speculationJson(answer.speculation)},
            {"flops", {answer.flops.edge, answer.flops.probe, answer.flops.cloud}},
            {"pacing", pacingJson(answer.pacing)},
            {"memory", memoryJson(answer.memory)},
            {"drafts", draftsJson(answer.drafts)},
            {"repeats", repeatsJson(answer.repeats)}};
}

AnswerRecord answerOf(const json& object) {
    AnswerRecord answer;
    answer.text = object.at("text").get<std::string>();
    answer.tokens = object.at("tokens").get<std::int64_t>();
    answer.score = object.at("score").get<double>();
    answer.chosenMode = object.at("mode").get<std::string>();
    answer.differences = optionalOf<std::int64_t>(object.at("differences"));
    answer.retention = object.at("retention").get<double>();
    if (const json& pixels = object.at("pixels"); !pixels.is_null())
        answer.objectPixels = PixelShare{pixels.at(0).get<std::int64_t>(), pixels.at(1).get<std::int64_t>()};
    answer.times = timesOf(object.at("times"));
    answer.traffic = trafficOf(object.at("traffic"));
    answer.speculation = speculationOf(object.at("speculation"));
    const json& flops = object.at("flops");
    answer.flops = {flops.at(0).get<double>(), flops.at(1).get<double>(), flops.at(2).get<double>()};
    answer.pacing = pacingOf(object.at("pacing"));
    answer.memory = memoryOf(object.at("memory"));
    answer.drafts = draftsOf(object.at("drafts"));
    answer.repeats = repeatsOf(object.at("repeats"));
    return answer;
}

}  // namespace

json toJson(const SampleRecord& record) {
    json answers = json::array();
    for (const AnswerRecord& answer : record.answers) answers.push_back(answerJson(answer));
    return {{"index", record.index},       {"content", record.content},     {"id", record.id},
            {"type", record.type},         {"dimension", record.dimension}, {"group", record.group},
            {"question", record.question}, {"expected", record.expected},   {"constant", orNull(record.constantScore)},
            {"fault", record.fault},       {"answers", std::move(answers)}};
}

std::optional<SampleRecord> sampleRecordOf(const json& object) {
    try {
        SampleRecord record;
        record.index = object.at("index").get<std::size_t>();
        record.content = object.at("content").get<std::string>();
        record.id = object.at("id").get<std::string>();
        record.type = object.at("type").get<std::string>();
        record.dimension = object.at("dimension").get<std::string>();
        record.group = object.at("group").get<std::string>();
        record.question = object.at("question").get<std::string>();
        record.expected = object.at("expected").get<std::string>();
        record.constantScore = optionalOf<double>(object.at("constant"));
        record.fault = object.at("fault").get<std::string>();
        for (const json& answer : object.at("answers")) record.answers.push_back(answerOf(answer));
        return record;
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

}  // namespace msao::evaluation
