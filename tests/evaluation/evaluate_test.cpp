// SPDX-License-Identifier: Apache-2.0
// The evaluation of a dataset by somebody who answers from a script.
#include "evaluation/measure/evaluate.h"
#include "evaluation/measure/run_summary.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <latch>
#include <utility>

namespace msao::evaluation {
namespace {

using namespace engine;

/// "a", "b", "a", ... is right; number 5 cannot be read.
class Letters final : public Dataset {
public:
    std::string_view name() const override { return "letters"; }
    std::size_t size() const override { return 12; }
    Result<Sample> sample(std::size_t index) const override {
        if (index == 5) return Error{ErrorCode::FileNotFound, "5.png: is not there"};
        Sample sample;
        sample.id = std::to_string(index);
        sample.type = index % 2 == 0 ? "even" : "odd";
        sample.expected = index % 2 == 0 ? "a" : "b";
        sample.score = [right = sample.expected](std::string_view answer) { return answer == right ? 1.0 : 0.0; };
        sample.constantScore = sample.score("a");
        return sample;
    }
    const RowFaults& faults() const override { return m_faults; }

private:
    RowFaults m_faults;
};

/// The cloud says what is right, the edge "a", and msao's last token is another where the number is 8.
class Script final : public Answerer {
public:
    Result<MeasuredAnswer> answer(const RunSpec& run, const Sample& sample, std::stop_token stop) override {
        if (stopsAt && *stopsAt == asked.size()) source.request_stop();
        if (stop.stop_requested()) return Error{ErrorCode::Cancelled, "stopped"};
        asked.push_back(run.name());
        MeasuredAnswer answer;
        answer.record.text = run.mode == Mode::EdgeOnly ? "a" : sample.expected;
        answer.record.tokens = 2;
        answer.tokens = {TokenId{1}, TokenId{run.mode == Mode::Msao && sample.id == "8" ? 3 : 2}};
        if (run.mode == Mode::Msao) answer.record.drafts = {{0.1F, true}, {0.9F, sample.type == "even"}};
        return answer;
    }
    std::vector<std::string> asked;
    std::optional<std::size_t> stopsAt;
    std::stop_source source;
};

const std::vector<RunSpec> kRuns = {{Mode::CloudOnly, PruningSource::None, 1},
                                    {Mode::EdgeOnly, PruningSource::None, 1},
                                    {Mode::Msao, PruningSource::None, 1}};

EvaluationResult evaluated(Script& script, RecordJournal* journal = nullptr, Shard shard = {}) {
    Progress progress;
    progress.stop = script.source.get_token();
    Answerer* const answerer = &script;
    auto result = evaluate({Letters(), kRuns, std::span(&answerer, 1), journal, shard, progress});
    EXPECT_TRUE(result);
    return *std::move(result);
}

std::filesystem::path ownPath(const std::string& name) {
    return std::filesystem::temp_directory_path() / (name + std::to_string(getpid()));
}

TEST(EvaluateTest, RunsTakeTurnsToBegin) {
    Script script;
    evaluated(script);
    const std::vector<std::string> first(script.asked.begin(), script.asked.begin() + 6);
    EXPECT_EQ(first, (std::vector<std::string>{"cloud-only", "edge-only", "msao", "edge-only", "msao", "cloud-only"}));
}

TEST(EvaluateTest, ABrokenSampleIsNamedAndTheOthersAreMeasured) {
    Script script;
    const EvaluationResult result = evaluated(script);
    ASSERT_EQ(result.samples.size(), 12u);
    EXPECT_EQ(result.samples[5].fault, "5.png: is not there");
    EXPECT_TRUE(result.samples[5].answers.empty());
    EXPECT_EQ(summarise(result.samples, kRuns[0], 0).answers, 11);
}

TEST(EvaluateTest, TokensThatAreNotCloudOnlysAreCounted) {
    Script script;
    const EvaluationResult result = evaluated(script);
    const RunSummary msao = summarise(result.samples, kRuns[2], 2);
    EXPECT_EQ(msao.differentTokens, 1);
    EXPECT_EQ(msao.differentAnswers, 1);
    EXPECT_EQ(summarise(result.samples, kRuns[0], 0).differentTokens, 0);
    EXPECT_EQ(summarise(result.samples, kRuns[1], 1).differentTokens, std::nullopt);
}

TEST(EvaluateTest, AccuracyStandsBesideTheConstantAnswersByType) {
    Script script;
    const EvaluationResult result = evaluated(script);
    const RunSummary edge = summarise(result.samples, kRuns[1], 1);
    EXPECT_DOUBLE_EQ(edge.accuracy.share, 6.0 / 11);
    EXPECT_DOUBLE_EQ(edge.byType.at("even").share, 1);
    EXPECT_DOUBLE_EQ(edge.byType.at("odd").share, 0);
    EXPECT_EQ(edge.byType.at("odd").constantBaseline, 0.0);
    EXPECT_DOUBLE_EQ(edge.meanOverTypes, 0.5);
    EXPECT_EQ(edge.mistakes.size(), 3u);
    EXPECT_EQ(edge.acceptance, std::nullopt);
}

TEST(EvaluateTest, AcceptanceIsCountedAtEveryPosition) {
    Script script;
    const EvaluationResult result = evaluated(script);
    const RunSummary msao = summarise(result.samples, kRuns[2], 2, {.longTypes = {"odd"}});
    ASSERT_TRUE(msao.acceptance);
    EXPECT_EQ(msao.acceptance->positions, 22);
    EXPECT_DOUBLE_EQ(msao.acceptance->alpha, 17.0 / 22);
    EXPECT_DOUBLE_EQ(msao.acceptance->byType.at("odd"), 0.5);
    EXPECT_DOUBLE_EQ(msao.acceptance->meanRun, 17.0 / 11);
    EXPECT_EQ(msao.alphaOfShortTypes, 1.0);
    // Five rejections at 0.9; accepted: eleven at 0.1, which are below, and six at 0.9, which are equal.
    EXPECT_DOUBLE_EQ(msao.acceptance->entropyAuc, (11 + 6 / 2.0) / 17);
}

TEST(EvaluateTest, WhatWasStoppedGoesOnToTheSameResult) {
    const auto file = ownPath("msao-evaluate-");
    Script whole;
    const EvaluationResult expected = evaluated(whole);
    Script stopped;
    stopped.stopsAt = 20;
    {
        auto journal = RecordJournal::open(file, "key", kRuns.size(), RecordJournal::Start::Anew);
        ASSERT_TRUE(journal);
        const EvaluationResult part = evaluated(stopped, &*journal);
        EXPECT_FALSE(part.isComplete);
        EXPECT_EQ(part.samples.size(), 7u);
    }
    Script rest;
    auto journal = RecordJournal::open(file, "key", kRuns.size(), RecordJournal::Start::Resume);
    ASSERT_TRUE(journal);
    const EvaluationResult resumed = evaluated(rest, &*journal);
    EXPECT_TRUE(resumed.isComplete);
    EXPECT_EQ(resumed.samples, expected.samples);
    EXPECT_EQ(resumed.fromJournal, 6);
    EXPECT_EQ(rest.asked.size(), 5 * kRuns.size());
    std::filesystem::remove(file);
}

TEST(EvaluateTest, TheResultDoesNotDependOnHowManyAnswer) {
    Script alone;
    const EvaluationResult expected = evaluated(alone);
    for (const std::size_t jobs : {2u, 3u, 8u}) {
        std::vector<Script> scripts(jobs);
        std::vector<Answerer*> answerers;
        for (Script& script : scripts) answerers.push_back(&script);
        const auto result = evaluate({Letters(), kRuns, answerers});
        ASSERT_TRUE(result) << jobs;
        EXPECT_TRUE(result->isComplete);
        EXPECT_EQ(result->samples, expected.samples) << jobs;
    }
}

TEST(EvaluateTest, AnErrorOfOneWhoAnswersEndsTheOthers) {
    class Broken final : public Answerer {
    public:
        Result<MeasuredAnswer> answer(const RunSpec&, const Sample&, std::stop_token) override {
            wasAsked.count_down();
            return Error{ErrorCode::Internal, "no model"};
        }
        std::latch wasAsked{1};
    };
    /// Leaves a sample for the broken one, however long that one takes to begin.
    class Patient final : public Answerer {
    public:
        explicit Patient(Broken& other) : m_other(other) {}
        Result<MeasuredAnswer> answer(const RunSpec& run, const Sample& sample, std::stop_token stop) override {
            m_other.wasAsked.wait();
            return m_script.answer(run, sample, std::move(stop));
        }

    private:
        Broken& m_other;
        Script m_script;
    };
    Broken broken;
    Patient patient(broken);
    const std::vector<Answerer*> answerers = {&broken, &patient};
    const auto result = evaluate({Letters(), kRuns, answerers});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().message, "no model");
}

TEST(EvaluateTest, ShardsAreDisjointAndTogetherTheWhole) {
    Script alone;
    const EvaluationResult expected = evaluated(alone);
    for (const std::size_t of : {1u, 2u, 5u, 12u, 20u}) {
        std::vector<SampleRecord> together;
        for (std::size_t index = 1; index <= of; ++index) {
            Script script;
            const EvaluationResult part = evaluated(script, nullptr, {index, of});
            EXPECT_TRUE(part.isComplete);
            EXPECT_EQ(part.samples.size(), Shard(index, of).sizeOf(12));
            std::ranges::copy(part.samples, std::back_inserter(together));
        }
        std::ranges::sort(together, {}, &SampleRecord::index);
        EXPECT_EQ(together, expected.samples) << of;
    }
}

TEST(EvaluateTest, WhatIsCachedIsNotAskedAgainButScoredAnew) {
    class OtherLetters final : public Dataset {
    public:
        std::string_view name() const override { return "letters"; }
        std::size_t size() const override { return 4; }
        Result<Sample> sample(std::size_t index) const override {
            auto sample = Letters().sample(3 - index);
            if (sample) sample->score = [](std::string_view answer) { return answer == "b" ? 0.75 : 0.0; };
            if (sample && index == 0) sample->question = "a new one";
            return sample;
        }
        const RowFaults& faults() const override { return m_faults; }

    private:
        RowFaults m_faults;
    };
    const auto folder = ownPath("msao-cache-");
    const auto cache = [&] { return *RecordJournal::openFolder(folder, "key", kRuns.size()); };
    {
        Script script;
        RecordJournal first = cache();
        evaluated(script, &first);
    }
    Script script;
    Answerer* const answerer = &script;
    RecordJournal again = cache();
    const auto result = evaluate({OtherLetters(), kRuns, std::span(&answerer, 1), &again});
    ASSERT_TRUE(result);
    EXPECT_EQ(result->fromJournal, 3);
    EXPECT_EQ(script.asked.size(), kRuns.size());
    EXPECT_EQ(result->samples[2].id, "1");
    EXPECT_EQ(result->samples[2].answers[0].score, 0.75);
    std::filesystem::remove_all(folder);
}

TEST(EvaluateTest, ALongRunShowsWhatIsRightSoFar) {
    Script script;
    std::vector<std::string> told;
    Progress progress;
    progress.report = [&](double, std::string_view what) { told.emplace_back(what); };
    Answerer* const answerer = &script;
    ASSERT_TRUE(evaluate({Letters(), kRuns, std::span(&answerer, 1), nullptr, {}, progress}));
    EXPECT_EQ(told.at(0), "evaluating");
    EXPECT_EQ(told.at(2), "evaluating, right so far 100, 50, 100 %");
    EXPECT_EQ(told.back(), "evaluating, right so far 100, 55, 100 %");
}

TEST(EvaluateTest, RepeatedQuestionsGoRoundAllRunsEachTimeAndOnlyTheirTimesCount) {
    /// Each answer takes longer than the one before, and msao says something else the second time.
    class Slower final : public Answerer {
    public:
        Result<MeasuredAnswer> answer(const RunSpec& run, const Sample& sample, std::stop_token stop) override {
            auto measured = m_script.answer(run, sample, std::move(stop));
            if (measured) measured->record.times.totalMs = ++asked;
            return measured;
        }
        Result<MeasuredAnswer> answerAgain(const RunSpec& run, const Sample& sample, std::stop_token stop) override {
            auto measured = answer(run, sample, std::move(stop));
            if (measured && run.mode == Mode::Msao) measured->tokens.push_back(TokenId{9});
            return measured;
        }
        const std::vector<std::string>& order() const { return m_script.asked; }
        double asked = 0;

    private:
        Script m_script;
    };
    std::vector<RunSpec> runs = {kRuns[0], kRuns[2], {Mode::Msao, PruningSource::Random, 0.5}};
    Slower slower;
    Answerer* const answerer = &slower;
    const auto result = evaluate({Letters(), runs, std::span(&answerer, 1), nullptr, {}, {}, 3});
    ASSERT_TRUE(result);
    const std::vector<std::string> first(slower.order().begin(), slower.order().begin() + 7);
    EXPECT_EQ(first, (std::vector<std::string>{"cloud-only", "msao", "msao, random 50 %", "msao", "cloud-only",
                                               "cloud-only", "msao"}));
    const SampleRecord& sample = result->samples[0];
    EXPECT_EQ(sample.answers[0].eachTime([](const AnswerTimes& times, std::int64_t) { return times.totalMs; }),
              (std::vector<double>{1, 5, 6}));
    EXPECT_TRUE(sample.answers[2].repeats.empty()) << "a forced retention is there for its accuracy";
    EXPECT_EQ(sample.answers[0].differences, 0);
    EXPECT_EQ(sample.answers[1].differences, 2) << "of every time";
    const RunSummary summary = summarise(std::span(&sample, 1), runs[0], 0);
    EXPECT_EQ(summary.repeats, 3);
    EXPECT_EQ(summary.answers, 1);
    EXPECT_EQ(summary.totalMs.median, 5);
    EXPECT_EQ(summary.totalMs.medians, (std::vector<double>{1, 5, 6}));
}

TEST(ShardTest, AcceptsNothingButINumberOfHowMany) {
    EXPECT_EQ(*parseShard("2/8"), Shard(2, 8));
    for (const char* wrong : {"", "1", "0/2", "3/2", "1/0", "-1/2", "1/2/3", "1/2 ", "a/b", "1/99999999999999999999"})
        EXPECT_FALSE(parseShard(wrong)) << wrong;
}

TEST(EvaluateTest, QuestionsInTurnsAreRightTogetherOrNotAtAll) {
    std::vector<SampleRecord> samples(4);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        samples[i].id = std::to_string(i);
        samples[i].group = i < 2 ? "x" : "y";
        samples[i].type = "logic";
        samples[i].dimension = "reasoning";
        samples[i].answers.resize(1);
        samples[i].answers[0].score = i == 1 ? 0 : 1;
    }
    const RunSummary summary = summarise(samples, kRuns[0], 0);
    EXPECT_DOUBLE_EQ(summary.accuracy.share, 0.5);
    EXPECT_EQ(summary.accuracy.count, 2);
    EXPECT_EQ(summary.answers, 4);
    EXPECT_DOUBLE_EQ(summary.byDimension.at("reasoning").share, 0.5);
}

}  // namespace
}  // namespace msao::evaluation
