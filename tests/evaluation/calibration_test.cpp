// SPDX-License-Identifier: Apache-2.0
#include "evaluation/calibration/calibration_summary.h"
#include "evaluation/calibration/question_folder.h"
#include "evaluation/calibration/sample_journal.h"
#include "msao/engine/calibration_file.h"
#include "tests/engine/answer/answer_world.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <string>

namespace msao::calibration {
namespace {

using namespace engine;

class CalibrationFolderTest : public ::testing::Test {
protected:
    void SetUp() override {
        m_folder = std::filesystem::temp_directory_path() / ("msao-calibration-" + std::to_string(getpid()));
        std::filesystem::create_directories(m_folder);
    }
    void TearDown() override { std::filesystem::remove_all(m_folder); }
    void write(const std::string& name, const std::string& text) const { std::ofstream(m_folder / name) << text; }

    std::filesystem::path m_folder;
};

TEST_F(CalibrationFolderTest, TheFirstQuestionOfEverySituationComesBeforeTheSecond) {
    write("questions.json", R"({"situations": [
        {"pictures": ["1.png"], "questions": [{"question": "a"}, {"question": "b"}]},
        {"pictures": ["2.png"], "sound": "2.wav", "questions": [{"question": "c"}, {"question": "d"}]}]})");
    const auto questions = readQuestions(m_folder, 3);
    ASSERT_TRUE(questions) << questions.error().message;
    ASSERT_EQ(questions->size(), 3u);
    EXPECT_EQ((*questions)[0], (SampleQuestion{{m_folder / "1.png"}, {}, "a"}));
    EXPECT_EQ((*questions)[1], (SampleQuestion{{m_folder / "2.png"}, m_folder / "2.wav", "c"}));
    EXPECT_EQ((*questions)[2].text, "b");
}

TEST_F(CalibrationFolderTest, QuestionsThatAreNoneAreRefused) {
    for (const char* text : {"", "[]", R"({"situations": 3})", R"({"situations": []})",
                             R"({"situations": [{"pictures": ["../1.png"], "questions": [{"question": "a"}]}]})",
                             R"({"situations": [{"pictures": ["1.png"], "questions": [{"answer": "a"}]}]})"}) {
        write("questions.json", text);
        const auto questions = readQuestions(m_folder, 3);
        ASSERT_FALSE(questions) << text;
        EXPECT_EQ(questions.error().code, ErrorCode::MalformedFile);
    }
}

TEST_F(CalibrationFolderTest, TheJournalGivesBackWhatWasMeasuredOfTheSameQuestionOnly) {
    const SampleMeasurement measured{{{0.25F, true}, {0.5F, false}}, {{Modality::Image, 0.5, 0.125}}};
    const auto journal = SampleJournal::open(m_folder / "journal", "this pair");
    ASSERT_TRUE(journal);
    ASSERT_TRUE(journal->write(3, "which?", measured));
    EXPECT_EQ(journal->find(3, "which?"), measured);
    EXPECT_EQ(journal->find(3, "where?"), std::nullopt);
    EXPECT_EQ(journal->find(4, "which?"), std::nullopt);
    EXPECT_EQ(SampleJournal::open(m_folder / "journal", "another pair")->find(3, "which?"), std::nullopt);
}

TEST_F(CalibrationFolderTest, ADamagedEntryIsMeasuredAgain) {
    const auto journal = SampleJournal::open(m_folder / "journal", "pair");
    ASSERT_TRUE(journal);
    for (const char* text : {"", "{", "[1]", R"({"key": "pair", "question": "q", "drafts": [[2, true]], "losses": []})",
                             R"({"key": "pair", "question": "q", "drafts": 1})"}) {
        write("journal/0.sample.json", text);
        EXPECT_EQ(journal->find(0, "q"), std::nullopt) << text;
    }
}

TEST_F(CalibrationFolderTest, TheJournalGoesAndLeavesWhatIsNotItsOwn) {
    const auto journal = SampleJournal::open(m_folder / "journal", "pair");
    ASSERT_TRUE(journal);
    ASSERT_TRUE(journal->write(0, "q", {}));
    write("journal/notes.txt", "mine");
    journal->remove();
    EXPECT_FALSE(std::filesystem::exists(m_folder / "journal" / "0.sample.json"));
    EXPECT_TRUE(std::filesystem::exists(m_folder / "journal" / "notes.txt"));
}

TEST(CalibrationSummaryTest, CountsDraftsByEntropyAndAveragesLosses) {
    const std::vector<SampleMeasurement> samples = {
        {{{0.001F, true}, {0.9F, false}}, {{Modality::Image, 0.5, 0.2}, {Modality::Image, 0.25, 0.0}}},
        {{{0.002F, true}}, {{Modality::Image, 0.5, 0.4}}}};
    const Calibration calibration = summarise(samples);
    ASSERT_TRUE(checkCalibration(calibration));
    ASSERT_EQ(calibration.entropies.size(), 3u);
    EXPECT_EQ(calibration.acceptance.front().drafted, 2);
    EXPECT_EQ(calibration.acceptance.front().accepted, 2);
    EXPECT_EQ(calibration.acceptance[15].drafted, 1);  // above (15/16)^2
    ASSERT_EQ(calibration.quality.size(), 1u);
    const QualityCurve expected = {{0.25, 0.0}, {0.5, 0.3}};
    ASSERT_EQ(calibration.quality[0].ofPruning.size(), 2u);
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_NEAR(calibration.quality[0].ofPruning[i].removed, expected[i].removed, 1e-12);
        EXPECT_NEAR(calibration.quality[0].ofPruning[i].loss, expected[i].loss, 1e-12);
    }
}

class SampleMeasurementTest : public ::testing::Test {
protected:
    static void SetUpTestSuite() { s_pair = new engine::testing::SyntheticPair(0.8, 14); }
    static void TearDownTestSuite() {
        delete s_pair;
        s_pair = nullptr;
    }
    void SetUp() override { ASSERT_TRUE(s_pair->error.empty()) << s_pair->error; }

    static PromptDescription picture() {
        const SpecialTokens& special = s_pair->draft->config().special;
        RgbImage image{224, 224, std::vector<std::uint8_t>(224 * 224 * 3)};
        for (std::size_t i = 0; i < image.pixels.size(); ++i)
            image.pixels[i] = static_cast<std::uint8_t>(40 + i / (224 * 3) / 4);
        PromptDescription asked{{special.visionStart, special.imagePad, special.visionEnd, TokenId{5}}, {}};
        asked.visuals.push_back({VisualKind::Image, {{image}, 1}, {}});
        return asked;
    }

    inline static engine::testing::SyntheticPair* s_pair = nullptr;
};

TEST_F(SampleMeasurementTest, AModelAcceptsAllOfItsOwnDrafts) {
    const auto importance = trainingFreeImportance();
    const std::vector<TokenId> words = {TokenId{5}};
    const auto measured = measureSample({*s_pair->target, *s_pair->target, *importance}, picture(), words, {});
    ASSERT_TRUE(measured) << measured.error().message;
    ASSERT_FALSE(measured->drafts.empty());
    for (const MeasuredDraft& draft : measured->drafts) EXPECT_TRUE(draft.wasAccepted);
}

TEST_F(SampleMeasurementTest, MeasuresWhatIsLostAtEachShareThatIsLeftOut) {
    const auto importance = trainingFreeImportance();
    const std::vector<TokenId> words = {TokenId{5}};
    const auto measured = measureSample({*s_pair->draft, *s_pair->target, *importance}, picture(), words, {});
    ASSERT_TRUE(measured) << measured.error().message;
    ASSERT_EQ(measured->losses.size(), 3u);
    const double expected[] = {0.25, 0.5, 0.75};
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(measured->losses[i].modality, Modality::Image);
        EXPECT_NEAR(measured->losses[i].removed, expected[i], 1.0 / 64);
        EXPECT_GE(measured->losses[i].loss, 0);
        EXPECT_LE(measured->losses[i].loss, 1);
    }
}

}  // namespace
}  // namespace msao::calibration
