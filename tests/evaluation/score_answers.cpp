// SPDX-License-Identifier: Apache-2.0
// For the oracle: `score_answers vqa` scores lines of {"answer", "people"}; `score_answers mmbench TABLE` scores lines
// of {"id", "answer"}, of every sample of the table, and ends with the accuracies; `score_answers intervals` makes
// percentiles and their intervals of lines of times.
#include "evaluation/datasets/mmbench_dataset.h"
#include "evaluation/measure/run_summary.h"
#include "evaluation/scoring/vqa_accuracy.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <iostream>
#include <map>
#include <string>

namespace {

using namespace msao::evaluation;
using nlohmann::json;

int scoreVqa() {
    for (std::string line; std::getline(std::cin, line);) {
        const json asked = json::parse(line);
        const auto answer = asked.at("answer").get<std::string>();
        const auto people = asked.at("people").get<std::vector<std::string>>();
        const json scored{{"normalised", normalisedVqaAnswer(answer)}, {"accuracy", vqaAccuracy(answer, people)}};
        std::printf("%s\n", scored.dump().c_str());
    }
    return 0;
}

/// Lines of {"questions": [[ms, ms ...] ...], "share", "resamples", "seed"}: each question as often as it was asked.
int makeIntervals() {
    for (std::string line; std::getline(std::cin, line);) {
        const json asked = json::parse(line);
        const auto questions = asked.at("questions").get<std::vector<EachTime>>();
        const BootstrapOptions options{.resamples = asked.at("resamples").get<std::size_t>(),
                                       .seed = asked.at("seed").get<std::uint64_t>()};
        std::vector<double> all;
        for (const EachTime& question : questions) all.insert(all.end(), question.begin(), question.end());
        const auto share = asked.at("share").get<double>();
        const Interval interval = bootstrapPercentile(questions, share, options);
        const json told{{"percentile", percentile(all, share)}, {"interval", {interval.low, interval.high}}};
        std::printf("%s\n", told.dump().c_str());
    }
    return 0;
}

json accuracies(const std::map<std::string, Accuracy>& parts) {
    json object = json::object();
    for (const auto& [name, accuracy] : parts) object[name] = {accuracy.share, accuracy.count};
    return object;
}

int scoreMmbench(const char* table) {
    const auto dataset = MmbenchDataset::open({.table = table, .samples = 1'000'000});
    if (!dataset) return std::fprintf(stderr, "%s\n", dataset.error().message.c_str()), 1;
    std::map<std::string, std::string> answers;
    for (std::string line; std::getline(std::cin, line);) {
        const json said = json::parse(line);
        answers[said.at("id").get<std::string>()] = said.at("answer").get<std::string>();
    }
    std::vector<SampleRecord> records;
    json questions = json::object();
    for (std::size_t i = 0; i < (*dataset)->size(); ++i) {
        const auto sample = (*dataset)->sample(i);
        if (!sample) return std::fprintf(stderr, "%s\n", sample.error().message.c_str()), 1;
        SampleRecord record;
        record.id = sample->id;
        record.type = sample->type;
        record.dimension = sample->dimension;
        record.group = sample->group;
        record.answers.resize(1);
        record.answers[0].score = sample->score(answers[sample->id]);
        records.push_back(record);
        questions[sample->id] = sample->question;
    }
    const RunSummary summary = summarise(records, {}, 0);
    const json told{{"accuracy", summary.accuracy.share},
                    {"by_type", accuracies(summary.byType)},
                    {"by_dimension", accuracies(summary.byDimension)},
                    {"questions", questions}};
    std::printf("%s\n", told.dump().c_str());
    return 0;
}

}  // namespace

int main(int count, char** arguments) {
    const std::string what = count > 1 ? arguments[1] : "";
    if (what == "vqa" && count == 2) return scoreVqa();
    if (what == "intervals" && count == 2) return makeIntervals();
    if (what == "mmbench" && count == 3) return scoreMmbench(arguments[2]);
    std::fprintf(stderr, "score_answers vqa | intervals | mmbench TABLE\n");
    return 2;
}
