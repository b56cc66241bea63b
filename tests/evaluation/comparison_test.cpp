// SPDX-License-Identifier: Apache-2.0
#include "evaluation/report/comparison.h"
#include "evaluation/report/report_json.h"

#include "tests/sanitizers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/resource.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace msao::evaluation {
namespace {

using ::testing::HasSubstr;

/// `count` questions, of which every `wrongEvery`-th is answered wrong.
ToldEvaluation told(const std::string& run, int count, int wrongEvery, double latencyMs) {
    ToldEvaluation evaluation;
    for (int i = 0; i < count; ++i)
        evaluation[run]["q" + std::to_string(i)] = {i % wrongEvery == 0 ? 0.0 : 1.0, latencyMs + i % 3};
    return evaluation;
}

TEST(ComparisonTest, NothingChangedIsNotSignificant) {
    const auto same = told("msao", 60, 4, 10);
    const auto comparison = compare(same, same, 1);
    ASSERT_TRUE(comparison);
    const RunChange& change = comparison->runs.at(0);
    EXPECT_EQ(change.questions, 60);
    EXPECT_EQ(change.accuracy.difference, 0);
    EXPECT_FALSE(change.accuracy.isSignificant());
    EXPECT_FALSE(change.latencyMs.isSignificant());
    EXPECT_EQ(change.newlyRight + change.newlyWrong, 0);
}

TEST(ComparisonTest, AClearGainIsSignificantAndOneQuestionIsNot) {
    const auto before = told("msao", 120, 2, 10), after = told("msao", 120, 12, 8);
    const auto gain = compare(before, after, 1);
    ASSERT_TRUE(gain);
    EXPECT_TRUE(gain->runs.at(0).accuracy.isSignificant());
    EXPECT_EQ(gain->runs.at(0).newlyRight, 50);
    EXPECT_NEAR(gain->runs.at(0).latencyMs.difference, -2, 1e-12);
    EXPECT_TRUE(gain->runs.at(0).latencyMs.isSignificant());

    auto one = before;
    one["msao"]["q0"].score = 1;
    const auto chance = compare(before, one, 1);
    ASSERT_TRUE(chance);
    EXPECT_FALSE(chance->runs.at(0).accuracy.isSignificant());
    EXPECT_EQ(chance->runs.at(0).newlyRight, 1);
}

TEST(ComparisonTest, OnlyQuestionsThatBothAnsweredCount) {
    auto before = told("msao", 10, 4, 10);
    before["cloud-only"] = before["msao"];
    auto after = told("msao", 5, 4, 10);
    after["edge-only"] = after["msao"];
    const auto comparison = compare(before, after, 1);
    ASSERT_TRUE(comparison);
    EXPECT_EQ(comparison->runs.at(0).questions, 5);
    EXPECT_EQ(comparison->onlyInA, std::vector<std::string>{"cloud-only"});
    EXPECT_EQ(comparison->onlyInB, std::vector<std::string>{"edge-only"});
    EXPECT_FALSE(compare(before, told("sync", 5, 4, 10), 1));
}

class ReadEvaluationTest : public ::testing::Test {
protected:
    void TearDown() override { std::filesystem::remove(m_file); }
    engine::Result<EvaluationFile> read(const std::string& text) {
        std::ofstream(m_file) << text;
        return readEvaluation(m_file);
    }
    std::filesystem::path m_file =
        std::filesystem::temp_directory_path() / ("msao-compare-" + std::to_string(getpid()) + ".json");
};

TEST_F(ReadEvaluationTest, ReadsWhatAReportSays) {
    EvaluationReport report;
    report.runs.resize(2);
    report.runs[0].run = {engine::Mode::CloudOnly, PruningSource::None, 1};
    report.runs[1].run = {engine::Mode::Msao, PruningSource::Probe, 0.5};
    for (const int turn : {0, 1}) {
        SampleRecord sample;
        sample.id = "7/" + std::to_string(turn);
        sample.group = "7";
        sample.answers.resize(2);
        sample.answers[0].score = 1;
        sample.answers[1].score = turn;
        sample.answers[0].times.totalMs = 3;
        report.samples.push_back(sample);
    }
    const auto told = read(reportJson(report));
    ASSERT_TRUE(told) << told.error().message;
    EXPECT_EQ(told->answers.at("cloud-only").at("7"), (ToldAnswer{1, 6}));
    EXPECT_EQ(told->answers.at("msao, probe 50 %").at("7"), (ToldAnswer{0, 0}));
}

TEST_F(ReadEvaluationTest, ListsMayComeInAnyOrder) {
    const auto told = read(
        R"({"answers": [{"id": "1", "group": "", "scores": [0.5], "latency_ms": [2]}], "runs": [{"name": "msao"}], "format": "msao-evaluation"})");
    ASSERT_TRUE(told) << told.error().message;
    EXPECT_EQ(told->answers.at("msao").at("1"), (ToldAnswer{0.5, 2}));
}

TEST_F(ReadEvaluationTest, WhatElseIsNotTheSameIsTold) {
    EvaluationReport report;
    report.subject.dataset = "vqav2";
    const auto before = read(reportJson(report));
    report.subject.seed = 2;
    report.subject.time = "paced as one and another";
    const auto after = read(reportJson(report));
    ASSERT_TRUE(before && after);
    EXPECT_TRUE(subjectChanges(*before, *before).empty());
    const std::vector<SubjectChange> expected = {{"seed", "1", "2"}, {"time", "native", "paced as one and another"}};
    EXPECT_EQ(subjectChanges(*before, *after), expected);
    EXPECT_TRUE(checkSameQuestions(*before, *after)) << "numbers of VQA's questions are the same for every seed";
}

/// Numbers of the demo world's questions are places in what a seed draws.
TEST_F(ReadEvaluationTest, OtherQuestionsOfTheSameNumberAreNotCompared) {
    EvaluationReport report;
    report.subject.dataset = "demo";
    report.runs.resize(1);
    report.samples.resize(1);
    report.samples[0].id = "7";
    report.samples[0].question = "how many?";
    report.samples[0].answers.resize(1);
    const auto one = read(reportJson(report));
    report.samples[0].question = "what colour?";
    const auto other = read(reportJson(report));
    report.subject.seed = 2;
    const auto seed = read(reportJson(report));
    ASSERT_TRUE(one && other && seed);
    EXPECT_TRUE(compare(one->answers, one->answers, 1));
    EXPECT_FALSE(compare(one->answers, other->answers, 1));
    EXPECT_TRUE(checkSameQuestions(*one, *other));
    const auto refused = checkSameQuestions(*other, *seed);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("seed `1` and `2`"));
}

/// Of this process so far.
std::int64_t peakBytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return 1024 * static_cast<std::int64_t>(usage.ru_maxrss);
}

TEST_F(ReadEvaluationTest, OfALongFileOneRowIsHeldAtATime) {
    if (tests::kHasSanitizer) GTEST_SKIP() << "sanitizers keep what was freed";
    constexpr int kRows = 1500, kNumbersOfARow = 9'000;
    std::string numbers = "0";
    for (int i = 1; i < kNumbersOfARow; ++i) numbers += ",0";
    std::ofstream file(m_file);
    file << R"({"format": "msao-evaluation", "runs": [{"name": "msao"}], "answers": [)";
    for (int row = 0; row < kRows; ++row) {
        file << (row > 0 ? ",\n" : "") << R"({"id": ")" << row
             << R"(", "group": "", "scores": [1], "latency_ms": [3], "requests": [)" << numbers << "]}";
    }
    file << "]}";
    file.close();
    const auto bytes = static_cast<std::int64_t>(std::filesystem::file_size(m_file));
    const std::int64_t before = peakBytes();
    const auto told = readEvaluation(m_file);
    const std::int64_t taken = peakBytes() - before;
    ASSERT_TRUE(told) << told.error().message;
    EXPECT_EQ(told->answers.at("msao").size(), static_cast<std::size_t>(kRows));
    // The mapped file counts, too. As values, its numbers would take eight times their text.
    EXPECT_LT(taken, 2 * bytes);
}

TEST_F(ReadEvaluationTest, OtherFilesAreRefusedInWords) {
    EXPECT_FALSE(read("{"));
    EXPECT_FALSE(read("[]"));
    EXPECT_FALSE(read(R"({"format": "another", "runs": [], "answers": []})"));
    EXPECT_FALSE(readEvaluation("/nowhere/at-all.json"));
    const auto wrong = read(
        R"({"format": "msao-evaluation", "runs": [{"name": "msao"}], "answers": [{"id": "1", "group": "", "scores": [1, 2], "latency_ms": [1]}]})");
    ASSERT_FALSE(wrong);
    EXPECT_THAT(wrong.error().message, HasSubstr("`scores`"));
}

}  // namespace
}  // namespace msao::evaluation
