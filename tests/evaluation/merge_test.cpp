// SPDX-License-Identifier: Apache-2.0
// An evaluation in parts, written, read back and merged, beside the same in one go.
#include "evaluation/report/merge.h"
#include "evaluation/report/report_csv.h"
#include "evaluation/report/report_html.h"
#include "evaluation/report/report_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <unistd.h>

#include <fstream>
#include <random>

namespace msao::evaluation {
namespace {

using ::testing::HasSubstr;

constexpr std::int64_t kSamples = 23;

/// Figures of no meaning, with all their bits, so that any rounding on the way shows.
SampleRecord record(std::size_t index, std::mt19937_64& random) {
    std::uniform_real_distribution<double> share(0, 1);
    SampleRecord sample;
    sample.index = index;
    sample.content = "c" + std::to_string(index);
    sample.id = "q" + std::to_string(index);
    sample.type = index % 3 == 0 ? "count" : "describe";
    sample.dimension = index % 2 == 0 ? "seeing" : "";
    if (index % 5 == 4) sample.group = "circle " + std::to_string(index / 10);
    sample.constantScore = share(random);
    sample.answers.resize(2);
    for (AnswerRecord& answer : sample.answers) {
        answer.text = "\"näh\"";
        answer.tokens = static_cast<std::int64_t>(random() % 40);
        answer.score = share(random) < 0.5 ? 1 : share(random);
        answer.retention = share(random);
        answer.times = {share(random), 100 * share(random), share(random), share(random), share(random), share(random)};
        answer.traffic.imageUp = static_cast<std::int64_t>(random() % 100'000);
        answer.speculation = {9, 5, 4, 3, 3, 8};
        answer.flops = {1e9 * share(random), 1e6 * share(random), 1e10 * share(random)};
        answer.pacing = {7, 1, share(random), share(random), share(random)};
        answer.objectPixels = PixelShare{static_cast<std::int64_t>(random() % 100), 100};
    }
    sample.answers[0].differences = 0;
    for (int i = 0; i < 7; ++i)
        sample.answers[1].drafts.push_back({static_cast<float>(share(random)), share(random) < 0.8});
    return sample;
}

MeasuredEvaluation whole(std::uint64_t seed) {
    std::mt19937_64 random(seed);
    MeasuredEvaluation measured;
    measured.subject.dataset = "demo";
    measured.subject.seed = seed;
    measured.subject.machine = "a machine";
    measured.subject.date = "2026-01-02T03:04:05Z";
    measured.runs = {{engine::Mode::CloudOnly, PruningSource::None, 1},
                     {engine::Mode::Msao, PruningSource::Probe, 0.3}};
    for (std::size_t i = 0; i < kSamples; ++i) measured.samples.push_back(record(i, random));
    measured.samples[7].answers.clear();
    measured.samples[7].fault = "7.png: is not there";
    measured.rowFaults = RowFaults(30, {"row 5: no answer", "row 9: no picture"});
    measured.wanted = kSamples;
    measured.fromJournal = 4;
    measured.peakMemoryBytes = 5'000;
    return measured;
}

MeasuredEvaluation partOf(const MeasuredEvaluation& all, Shard shard) {
    MeasuredEvaluation part = all;
    std::erase_if(part.samples, [&](const SampleRecord& sample) { return !shard.contains(sample.index); });
    part.wanted = static_cast<std::int64_t>(shard.sizeOf(kSamples));
    part.fromJournal = shard.index == 1 ? 4 : 0;
    return part;
}

class MergeTest : public ::testing::Test {
protected:
    void SetUp() override {
        m_folder = std::filesystem::temp_directory_path() / ("msao-merge-" + std::to_string(getpid()));
        std::filesystem::create_directories(m_folder);
    }
    void TearDown() override { std::filesystem::remove_all(m_folder); }

    std::filesystem::path write(const std::string& name, const std::string& text) {
        std::ofstream(m_folder / name, std::ios::binary) << text;
        return m_folder / name;
    }
    ShardFile shard(const MeasuredEvaluation& part, Shard shard, const std::string& key = "key") {
        EvaluationReport report = reportOf(part);
        report.shard = ShardOrigin{shard, kSamples, key, part.rowFaults};
        const auto read = readShard(write("shard.json", reportJson(report)));
        EXPECT_TRUE(read) << (read ? "" : read.error().message);
        return *read;
    }
    std::vector<ShardFile> shards(const MeasuredEvaluation& all, std::size_t of) {
        std::vector<ShardFile> parts;
        for (std::size_t i = 1; i <= of; ++i) parts.push_back(shard(partOf(all, {i, of}), {i, of}));
        return parts;
    }
    std::filesystem::path m_folder;
};

TEST_F(MergeTest, TheMergedReportIsTheUnshardedOneByteForByte) {
    const std::uint64_t seed = std::random_device()();
    SCOPED_TRACE("seed " + std::to_string(seed));
    const MeasuredEvaluation all = whole(seed);
    const EvaluationReport expected = reportOf(all);
    for (const std::size_t of : {1u, 2u, 3u, 23u, 30u}) {
        std::vector<ShardFile> parts = shards(all, of);
        std::ranges::shuffle(parts, std::mt19937_64(seed));
        const auto merged = mergeShards(std::move(parts));
        ASSERT_TRUE(merged) << merged.error().message;
        const EvaluationReport report = reportOf(*merged);
        EXPECT_EQ(reportJson(report), reportJson(expected)) << of;
        EXPECT_EQ(reportCsv(report), reportCsv(expected)) << of;
        EXPECT_EQ(reportHtml(report), reportHtml(expected)) << of;
        EXPECT_EQ(merged->samples, all.samples) << of;
    }
}

TEST_F(MergeTest, MachinesAreNamedAndTheLargestMemoryCounts) {
    const MeasuredEvaluation all = whole(1);
    std::vector<ShardFile> parts = shards(all, 3);
    parts[1].measured.subject.machine = "another";
    parts[1].measured.subject.date = "2026-01-03T00:00:00Z";
    parts[2].measured.peakMemoryBytes = 9'000;
    parts[2].measured.isComplete = false;
    const auto merged = mergeShards(std::move(parts));
    ASSERT_TRUE(merged);
    EXPECT_EQ(merged->subject.machine, "a machine; another");
    EXPECT_EQ(merged->subject.date, "2026-01-03T00:00:00Z");
    EXPECT_EQ(merged->peakMemoryBytes, 9'000);
    EXPECT_FALSE(merged->isComplete);
}

TEST_F(MergeTest, RefusesWhatIsMissingDoubleOrOfAnotherEvaluation) {
    const MeasuredEvaluation all = whole(1);
    const auto refusal = [](std::vector<ShardFile> parts) {
        const auto merged = mergeShards(std::move(parts));
        return merged ? std::string("merged") : merged.error().message;
    };
    const std::vector<ShardFile> parts = shards(all, 3);
    EXPECT_THAT(refusal({parts[0], parts[2]}), HasSubstr("shard 2/3 is missing"));
    EXPECT_THAT(refusal({parts[0], parts[1]}), HasSubstr("shard 3/3 is missing"));
    EXPECT_THAT(refusal({parts[1], parts[2]}), HasSubstr("shard 1/3 is missing"));
    EXPECT_THAT(refusal({parts[0], parts[1], parts[1], parts[2]}), HasSubstr("shard 2/3 comes twice"));
    EXPECT_THAT(refusal({parts[0], shard(partOf(all, {2, 3}), {2, 3}, "other"), parts[2]}),
                HasSubstr("another evaluation"));
    EXPECT_THAT(refusal({parts[0], shard(partOf(whole(2), {2, 3}), {2, 3}), parts[2]}),
                HasSubstr("another evaluation"));
    EXPECT_THAT(refusal({}), HasSubstr("found none"));
}

TEST_F(MergeTest, AWholeReportAndADamagedShardAreRefusedByName) {
    const MeasuredEvaluation all = whole(1);
    const auto whole = readShard(write("whole.json", reportJson(reportOf(all))));
    ASSERT_FALSE(whole);
    EXPECT_THAT(whole.error().message, HasSubstr("whole.json: is a whole evaluation"));

    EvaluationReport report = reportOf(partOf(all, {2, 3}));
    report.shard = ShardOrigin{{2, 3}, kSamples, "key", all.rowFaults};
    const auto good = nlohmann::json::parse(reportJson(report));
    const auto isRead = [&](const nlohmann::json& told) { return bool(readShard(write("damaged.json", told.dump()))); };
    ASSERT_TRUE(isRead(good));
    for (const auto& [name, value] : good.at("shard").items()) {
        nlohmann::json damaged = good;
        damaged["shard"].erase(name);
        EXPECT_FALSE(isRead(damaged)) << name;
    }
    nlohmann::json strangers = good;
    strangers["shard"]["records"][0]["index"] = 0;  // of shard 1/3
    EXPECT_FALSE(isRead(strangers));
    nlohmann::json twice = good;
    twice["shard"]["records"].push_back(good["shard"]["records"][0]);
    EXPECT_FALSE(isRead(twice));
    nlohmann::json fewer = good;
    fewer["runs"].erase(1);
    EXPECT_FALSE(isRead(fewer));
}

}  // namespace
}  // namespace msao::evaluation
