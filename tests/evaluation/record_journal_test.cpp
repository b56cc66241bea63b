// SPDX-License-Identifier: Apache-2.0
#include "evaluation/measure/record_journal.h"
#include "evaluation/measure/record_json.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <unistd.h>

namespace msao::evaluation {
namespace {

SampleRecord record(std::size_t index) {
    SampleRecord sample;
    sample.index = index;
    sample.content = "c" + std::to_string(index);
    sample.id = "q" + std::to_string(index);
    sample.type = "count";
    sample.dimension = "seeing";
    sample.group = "g";
    sample.question = "how many \"things\"?\n";
    sample.expected = "two";
    sample.constantScore = 0.25;
    AnswerRecord answer;
    answer.text = "three";
    answer.tokens = 4;
    answer.score = 0.5;
    answer.chosenMode = "never-idle";
    answer.differences = 1;
    answer.retention = 0.51;
    answer.objectPixels = PixelShare{90, 100};
    answer.times = {1.5, 3.25, 1.75, 0.5, 0.125, 4.0, 3, 2.75, 1.25};
    answer.traffic = {1, 2, 3, 4, 5, 6, 7};
    answer.speculation = {7, 6, 5, 4, 3, 2, 1};
    answer.flops = {1e9, 2e6, 3e9};
    answer.pacing = {40, 2, 1.5, 130.25, 90.5};
    answer.memory = {{1e9, 2e6, 3e5}, {4e9, 5e6, 6e5}, 7e4};
    answer.drafts = {{0.25F, true}, {0.75F, false}};
    answer.repeats = {{{2.5, 4.25, 1.75}, {41, 3, 1.25}, 5}, {{3.5, 5.25, 1.75}, {}, 4}};
    sample.answers = {answer, AnswerRecord{}};
    return sample;
}

class RecordJournalTest : public ::testing::Test {
protected:
    void SetUp() override {
        m_file = std::filesystem::temp_directory_path() / ("msao-journal-" + std::to_string(getpid()));
        std::filesystem::remove_all(m_file);
    }
    void TearDown() override { std::filesystem::remove_all(m_file); }

    RecordJournal open(RecordJournal::Start start, const std::string& key = "key") {
        auto journal = RecordJournal::open(m_file, key, 2, start);
        EXPECT_TRUE(journal);
        return *std::move(journal);
    }
    std::filesystem::path m_file;
};

using Start = RecordJournal::Start;

TEST_F(RecordJournalTest, ReadsBackWhatWasWritten) {
    { ASSERT_TRUE(open(Start::Anew).write(record(3))); }
    RecordJournal journal = open(Start::Resume);
    EXPECT_EQ(journal.take("c3"), record(3).answers);
    EXPECT_EQ(journal.take("c3"), std::nullopt);
    EXPECT_EQ(journal.take("c4"), std::nullopt);
}

TEST_F(RecordJournalTest, AFolderHoldsWhatManyProcessesMeasured) {
    const auto openFolder = [&](const std::string& key = "key") { return *RecordJournal::openFolder(m_file, key, 2); };
    {
        RecordJournal one = openFolder();
        RecordJournal two = openFolder();
        ASSERT_TRUE(one.write(record(1)));
        ASSERT_TRUE(two.write(record(2)));
        ASSERT_TRUE(one.write(record(3)));
        std::ofstream(m_file / "damaged.journal") << "{";
    }
    RecordJournal journal = openFolder();
    for (const char* content : {"c1", "c2", "c3"}) EXPECT_TRUE(journal.take(content)) << content;
    EXPECT_FALSE(openFolder("another").take("c1"));
}

TEST_F(RecordJournalTest, AFolderThatOnlyServesIsLeftAsItIs) {
    { ASSERT_TRUE(RecordJournal::openFolder(m_file, "key", 2)); }
    EXPECT_TRUE(std::filesystem::is_empty(m_file));
}

TEST_F(RecordJournalTest, ALineThatWasCutShortIsMeasuredAgainAndHidesNoOther) {
    { ASSERT_TRUE(open(Start::Anew).write(record(1))); }
    {
        std::ofstream out(m_file, std::ios::app);
        out << R"({"index": 2, "answ)";
    }
    { ASSERT_TRUE(open(Start::Resume).write(record(3))); }
    RecordJournal journal = open(Start::Resume);
    EXPECT_TRUE(journal.take("c1"));
    EXPECT_FALSE(journal.take("c2"));
    EXPECT_TRUE(journal.take("c3"));
}

TEST_F(RecordJournalTest, AJournalOfAnotherEvaluationIsRefusedAndLeftAsItIs) {
    { ASSERT_TRUE(open(Start::Anew).write(record(1))); }
    const auto size = std::filesystem::file_size(m_file);
    EXPECT_FALSE(RecordJournal::open(m_file, "another", 2, Start::Resume));
    EXPECT_EQ(std::filesystem::file_size(m_file), size);
}

TEST_F(RecordJournalTest, ARecordOfOtherRunsIsNotTakenUp) {
    { ASSERT_TRUE(open(Start::Anew).write(record(1))); }
    auto journal = RecordJournal::open(m_file, "key", 3, Start::Resume);
    ASSERT_TRUE(journal);
    EXPECT_FALSE(journal->take("c1"));
}

TEST_F(RecordJournalTest, AnyMemberMissingOrOfAnotherTypeIsNoRecord) {
    const nlohmann::json whole = toJson(record(1));
    ASSERT_TRUE(sampleRecordOf(whole));
    for (const auto& [name, value] : whole.items()) {
        nlohmann::json without = whole;
        without.erase(name);
        EXPECT_FALSE(sampleRecordOf(without)) << name;
        nlohmann::json other = whole;
        other[name] = nlohmann::json::object({{"x", 1}});
        EXPECT_FALSE(sampleRecordOf(other)) << name;
    }
    EXPECT_FALSE(sampleRecordOf(nlohmann::json::parse("[", nullptr, false)));
}

}  // namespace
}  // namespace msao::evaluation
