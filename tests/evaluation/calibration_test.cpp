// SPDX-License-Identifier: Apache-2.0
#include "evaluation/calibration/calibration_summary.h"
#include "evaluation/calibration/head_examples.h"
#include "evaluation/calibration/media_rates.h"
#include "evaluation/calibration/pair_calibration.h"
#include "evaluation/calibration/question_folder.h"
#include "evaluation/calibration/sample_journal.h"
#include "msao/engine/calibration_file.h"
#include "tests/engine/answer/answer_world.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <numeric>
#include <stop_token>
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
    const SampleMeasurement measured{{{0.25F, true}, {0.5F, false}},
                                     {{Modality::Image, 0.5, 0.125}},
                                     {TokenId{7}, TokenId{2}},
                                     {{0.5F, 1.0F / 3}, {}},
                                     {{Modality::Text, 3.25}, {Modality::Image, 0.5}},
                                     {{Modality::Image, 90, 120.5, 0.95, 0.01}},
                                     true};
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
                             R"({"key": "pair", "question": "q", "drafts": 1})",
                             R"({"key": "pair", "question": "q", "drafts": [], "losses": [], "answer": [],
                                 "attention": [[7]], "relevance": [], "rates": [], "has_losses": true})",
                             R"({"key": "pair", "question": "q", "drafts": [], "losses": [], "answer": [],
                                 "attention": [], "relevance": [["text", -1]], "rates": [], "has_losses": true})",
                             R"({"key": "pair", "question": "q", "drafts": [], "losses": [], "answer": [],
                                 "attention": [], "relevance": [], "rates": [["image", 0, 1, 0, 0]],
                                 "has_losses": true})"}) {
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

TEST(CalibrationSummaryTest, APointOfFewSamplesDoesNotSpeakForThoseBehindIt) {
    std::vector<SampleMeasurement> samples(30);
    for (SampleMeasurement& sample : samples) sample.losses = {{Modality::Image, 0.5, 0.02}};
    samples[7].losses.push_back({Modality::Image, 0.4, 1});
    const Calibration calibration = summarise(samples);
    ASSERT_EQ(calibration.quality.size(), 1u);
    EXPECT_EQ(calibration.quality[0].ofPruning.size(), 1u);
    EXPECT_NEAR(tokenLoss(calibration.quality[0].ofPruning, 0.5), 0.02, 1e-12);
}

TEST(CalibrationSummaryTest, KeepsTheQualitiesThatTakeMoreThanBetterOnes) {
    const std::vector<SampleMeasurement> samples = {
        {.rates = {{Modality::Image, 90, 200, 0.90, 0}, {Modality::Image, 50, 100, 0.95, 0.1}}},
        {.rates = {{Modality::Image, 90, 300, 0.85, 0.02}, {Modality::Image, 50, 120, 0.94, 0.3}}},
        {.rates = {{Modality::Image, 10, 400, 0.8, 0}, {Modality::Audio, 100, 1280, 0, 0}}}};
    const Calibration calibration = summarise(samples);
    ASSERT_TRUE(checkCalibration(calibration));
    ASSERT_EQ(calibration.quality.size(), 2u);
    EXPECT_EQ(calibration.quality[0].rates, (std::vector<MediaRate>{{90, 250}, {50, 110}}));
    ASSERT_EQ(calibration.quality[0].ofCompression.size(), 2u);
    EXPECT_NEAR(calibration.quality[0].ofCompression[0].removed, 0.875, 1e-12);
    EXPECT_NEAR(calibration.quality[0].ofCompression[1].loss, 0.2, 1e-12);
    EXPECT_EQ(calibration.quality[1].rates, (std::vector<MediaRate>{{100, 1280}}));
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

    static std::vector<TokenId> words() { return {TokenId{5}}; }

    inline static engine::testing::SyntheticPair* s_pair = nullptr;
};

TEST_F(SampleMeasurementTest, AModelAcceptsAllOfItsOwnDrafts) {
    const auto watched = watchSample({*s_pair->target, *s_pair->target}, picture(), words(), {});
    ASSERT_TRUE(watched) << watched.error().message;
    ASSERT_FALSE(watched->drafts.empty());
    for (const MeasuredDraft& draft : watched->drafts) EXPECT_TRUE(draft.wasAccepted);
}

TEST_F(SampleMeasurementTest, TheTargetsAttentionIsAShareOfEveryToken) {
    const auto watched = watchSample({*s_pair->draft, *s_pair->target}, picture(), words(), {});
    ASSERT_TRUE(watched) << watched.error().message;
    EXPECT_EQ(watched->answer.size(), watched->drafts.size());
    ASSERT_EQ(watched->attention.size(), 1u);
    ASSERT_EQ(watched->attention[0].size(), 64u);
    const double sum = std::accumulate(watched->attention[0].begin(), watched->attention[0].end(), 0.0);
    EXPECT_GT(sum, 0);
    EXPECT_LT(sum, 1);  // words get some too
    for (const float share : watched->attention[0]) EXPECT_GT(share, 0);
    EXPECT_EQ(watchSample({*s_pair->draft, *s_pair->target}, picture(), words(), {})->attention, watched->attention);
}

TEST_F(SampleMeasurementTest, MeasuresWhatIsLostAtEachShareThatIsLeftOut) {
    const auto importance = trainingFreeImportance();
    const MeasuredPair pair{*s_pair->draft, *s_pair->target};
    const auto watched = watchSample(pair, picture(), words(), {});
    ASSERT_TRUE(watched) << watched.error().message;
    const auto losses = measureLosses(pair, *importance, picture(), words(), watched->answer, {});
    ASSERT_TRUE(losses) << losses.error().message;
    ASSERT_EQ(losses->size(), 3u);
    const double expected[] = {0.25, 0.5, 0.75};
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ((*losses)[i].modality, Modality::Image);
        EXPECT_NEAR((*losses)[i].removed, expected[i], 1.0 / 64);
        EXPECT_GE((*losses)[i].loss, 0);
        EXPECT_LE((*losses)[i].loss, 1);
    }
}

TEST_F(SampleMeasurementTest, ExamplesBelongToTheTokensThatTheProbeReads) {
    const std::vector<TokenId> words = {TokenId{5}, TokenId{6}};
    const auto watched = watchSample({*s_pair->draft, *s_pair->target}, picture(), words, {});
    ASSERT_TRUE(watched);
    const auto examples = questionExamples(*s_pair->draft, picture(), words, *watched, 1000);
    ASSERT_TRUE(examples) << examples.error().message;
    ASSERT_EQ(examples->media.size(), 1u);
    EXPECT_EQ(examples->media[0].features.rows, 64);
    EXPECT_EQ(examples->media[0].features.width, s_pair->draft->config().vision.hiddenSize);
    EXPECT_EQ(examples->media[0].attention, watched->attention[0]);
    EXPECT_FALSE(examples->modalities);  // the prompt holds no such words, so they cannot be withheld
    const auto rows = s_pair->draft->embeddings(words);
    ASSERT_TRUE(rows);
    EXPECT_FLOAT_EQ(examples->media[0].prompt[3], (rows->row(0)[3] + rows->row(1)[3]) / 2);

    const auto fewer = questionExamples(*s_pair->draft, picture(), words, *watched, 10);
    ASSERT_TRUE(fewer);
    EXPECT_EQ(fewer->media[0].features.rows, 10);
    SampleMeasurement other = *watched;
    other.attention[0].pop_back();
    EXPECT_FALSE(questionExamples(*s_pair->draft, picture(), words, other, 10));
}

TEST_F(SampleMeasurementTest, EveryModalityIsWorthWhatTheTargetSaysOtherwiseWithoutIt) {
    const auto watched = watchSample({*s_pair->draft, *s_pair->target}, picture(), words(), {});
    ASSERT_TRUE(watched) << watched.error().message;
    ASSERT_EQ(watched->relevance.size(), 2u);
    EXPECT_EQ(watched->relevance[0].modality, Modality::Text);
    EXPECT_EQ(watched->relevance[1].modality, Modality::Image);
    for (const MeasuredRelevance& relevance : watched->relevance) EXPECT_GT(relevance.divergence, 0);
    const auto examples = questionExamples(*s_pair->draft, picture(), words(), *watched, 1000);
    ASSERT_TRUE(examples && examples->modalities);
    const ModalExample& weighed = *examples->modalities;
    EXPECT_EQ(weighed.prompt, examples->media[0].prompt);
    ASSERT_EQ(weighed.parts.size(), 2u);
    EXPECT_EQ(weighed.parts[0].features, weighed.prompt);  // of words, z is p
    EXPECT_EQ(weighed.parts[1].features.size(), weighed.prompt.size());
    EXPECT_FLOAT_EQ(weighed.parts[0].share + weighed.parts[1].share, 1);
}

/// Stands for the codecs, which this room may not see: fewer colours and bytes at a lower quality.
class FewerColours final : public MediaCodec {
public:
    Result<EncodedVisual> encode(const VisualMedium& medium, const VisionConfig& vision, int quality) const override {
        const auto all = static_cast<std::int64_t>(medium.clip.frames[0].pixels.size());
        const std::int64_t cell =
            std::int64_t{vision.patchSize} * vision.spatialMergeSize * vision.patchSize * vision.spatialMergeSize * 3;
        const auto kept = std::ranges::count(medium.kept, true);
        EncodedVisual encoded{(medium.kept.empty() ? all : kept * cell) * quality / 1000, medium.clip.frames};
        for (RgbImage& frame : encoded.frames) {
            for (std::uint8_t& value : frame.pixels) value = static_cast<std::uint8_t>(value * quality / 90);
        }
        return encoded;
    }
    Result<std::int64_t> soundBytes(const SoundMedium&) const override { return 1; }
};

TEST_F(SampleMeasurementTest, MeasuresWhatTravelsOfEachTokenAndWhatItCosts) {
    const auto importance = trainingFreeImportance();
    const MeasuredPair pair{*s_pair->draft, *s_pair->target};
    const auto watched = watchSample(pair, picture(), words(), {});
    ASSERT_TRUE(watched) << watched.error().message;
    const auto rates = measureRates(pair, *importance, FewerColours(), picture(), words(), watched->answer);
    ASSERT_TRUE(rates) << rates.error().message;
    ASSERT_EQ(rates->size(), kMediaQualities.size());
    constexpr double kRawBytes = 28 * 28 * 3;  // a picture travels once, though its patches hold it for two steps
    for (std::size_t i = 0; i < rates->size(); ++i) {
        const MeasuredRate& rate = (*rates)[i];
        EXPECT_EQ(rate.modality, Modality::Image);
        EXPECT_EQ(rate.quality, kMediaQualities[i]);
        EXPECT_NEAR(rate.bytesPerToken, 28 * 28 * 3 * rate.quality / 1000.0, 1);
        EXPECT_NEAR(rate.removed, 1 - rate.bytesPerToken / kRawBytes, 1e-9);
        EXPECT_GE(rate.loss, 0);
        EXPECT_LE(rate.loss, 1);
    }
    EXPECT_EQ(rates->front().loss, 0);  // at that quality nothing changes
}

TEST_F(SampleMeasurementTest, WithoutASecondModalityThereIsNothingToWeigh) {
    const auto alone = measureRelevance(*s_pair->target, {{TokenId{5}, TokenId{6}}, {}}, words(), words());
    ASSERT_TRUE(alone) << alone.error().message;
    EXPECT_TRUE(alone->empty());
}

TEST(RelevanceSharesTest, AreSharesOfAllDivergenceAndAlikeWhereThereIsNone) {
    const MeasuredRelevance measured[] = {{Modality::Text, 3}, {Modality::Image, 1}};
    EXPECT_EQ(relevanceShares(measured), (std::vector<float>{0.75F, 0.25F}));
    const MeasuredRelevance nothing[] = {{Modality::Text, 0}, {Modality::Image, 0}};
    EXPECT_EQ(relevanceShares(nothing), (std::vector<float>{0.5F, 0.5F}));
}

/// Pictures that differ a little, so that there is something to learn from.
class FewPictures final : public QuestionSource {
public:
    explicit FewPictures(std::size_t count) : m_count(count) {}
    std::size_t size() const override { return m_count; }
    Result<AskedQuestion> question(std::size_t index, const Engine& engine) const override {
        const SpecialTokens& special = engine.config().special;
        RgbImage image{224, 224, std::vector<std::uint8_t>(224 * 224 * 3)};
        for (std::size_t i = 0; i < image.pixels.size(); ++i)
            image.pixels[i] = static_cast<std::uint8_t>(i / 3 % 224 * (index + 1) / 4);
        PromptDescription asked{{special.visionStart, special.imagePad, special.visionEnd}, {}};
        for (const TokenId word : engine.tokenizer().encode("which?")) asked.tokens.push_back(word);
        asked.visuals.push_back({VisualKind::Image, {{image}, 1}, {}});
        return AskedQuestion{"which?", asked};
    }

private:
    std::size_t m_count;
};

TEST_F(SampleMeasurementTest, AStoppedCalibrationGoesOnToTheSameFile) {
    const auto folder = std::filesystem::temp_directory_path() / ("msao-pair-calibration-" + std::to_string(getpid()));
    const MeasuredPair pair{*s_pair->draft, *s_pair->target};
    const FewPictures questions(kLeastExamples);
    CalibrationOptions options;
    options.training.epochs = 2;
    options.measuring.maxNewTokens = 4;
    const auto whole = SampleJournal::open(folder / "whole", "pair");
    const auto stopped = SampleJournal::open(folder / "stopped", "pair");
    ASSERT_TRUE(whole && stopped);
    const auto once = calibratePair(pair, questions, FewerColours(), *whole, options, {});
    ASSERT_TRUE(once) << once.error().message;
    ASSERT_TRUE(once->file.heads);
    ASSERT_EQ(once->heads.size(), 1u);
    EXPECT_EQ(once->heads[0].examples, kLeastExamples);
    ASSERT_TRUE(once->modalities);
    EXPECT_EQ(once->modalities->examples, kLeastExamples);
    EXPECT_EQ(once->file.heads->modal != ModalHead{}, once->modalities->isKept);
    ASSERT_EQ(once->file.calibration.quality.size(), 1u);
    EXPECT_EQ(once->file.calibration.quality[0].rates.size(), kMediaQualities.size());
    ASSERT_TRUE(once->lengths);
    EXPECT_EQ(once->lengths->examples, kLeastExamples);
    const std::vector<TokenId> asked = s_pair->draft->tokenizer().encode("which?");
    const auto embedded = s_pair->draft->embeddings(asked);
    ASSERT_TRUE(embedded) << embedded.error().message;
    const auto expected = expectedAnswerTokens(once->file.calibration.answerLength, *embedded);
    ASSERT_TRUE(expected);
    EXPECT_LT(*expected, 4.001);  // no answer was longer

    std::stop_source stop;
    Progress progress;
    progress.stop = stop.get_token();
    progress.report = [&, reports = 0](double, std::string_view) mutable {
        if (++reports == 43) stop.request_stop();  // where pruning is priced
    };
    const auto cut = calibratePair(pair, questions, FewerColours(), *stopped, options, progress);
    ASSERT_FALSE(cut);
    EXPECT_EQ(cut.error().code, ErrorCode::Cancelled);
    const auto resumed = calibratePair(pair, questions, FewerColours(), *stopped, options, {});
    ASSERT_TRUE(resumed) << resumed.error().message;
    EXPECT_EQ(resumed->file, once->file);
    std::filesystem::remove_all(folder);
}

TEST_F(SampleMeasurementTest, TooFewPicturesTrainNoHead) {
    const auto folder = std::filesystem::temp_directory_path() / ("msao-few-" + std::to_string(getpid()));
    const auto journal = SampleJournal::open(folder, "pair");
    ASSERT_TRUE(journal);
    const auto calibrated =
        calibratePair({*s_pair->draft, *s_pair->target}, FewPictures(2), FewerColours(), *journal, {}, {});
    std::filesystem::remove_all(folder);
    ASSERT_TRUE(calibrated) << calibrated.error().message;
    EXPECT_FALSE(calibrated->file.heads);
    EXPECT_FALSE(calibrated->lengths);
    EXPECT_EQ(calibrated->file.calibration.answerLength, LengthHead{});
    EXPECT_EQ(calibrated->file.samples, 2);
}

}  // namespace
}  // namespace msao::calibration
