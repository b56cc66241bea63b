// SPDX-License-Identifier: Apache-2.0
// Files in the exact forms of VQA v2, MMBench and of folders, each with rows that are broken on purpose.
#include "evaluation/datasets/base64.h"
#include "evaluation/datasets/folder_dataset.h"
#include "evaluation/datasets/mmbench_dataset.h"
#include "evaluation/datasets/seeded_choice.h"
#include "evaluation/datasets/tsv_rows.h"
#include "evaluation/datasets/vqa_dataset.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <numeric>
#include <string>
#include <vector>

namespace msao::evaluation {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Key;
using ::testing::UnorderedElementsAre;

const std::filesystem::path kData = std::filesystem::path(MSAO_SOURCE_DIR) / "tests/evaluation/data";

std::map<std::string, Sample> samplesOf(const Dataset& dataset, std::vector<std::string>& faults) {
    std::map<std::string, Sample> samples;
    for (std::size_t i = 0; i < dataset.size(); ++i) {
        auto sample = dataset.sample(i);
        if (sample) {
            samples.emplace(sample->id, *sample);
        } else {
            faults.push_back(sample.error().message);
        }
    }
    return samples;
}

VqaOptions vqaFiles() {
    return {kData / "vqa/questions.json", kData / "vqa/annotations.json", kData / "vqa/val2014", 1, 100};
}

TEST(VqaDatasetTest, ReadsTheOfficialFormAndScoresAsItDefines) {
    const auto dataset = VqaDataset::open(vqaFiles());
    ASSERT_TRUE(dataset) << dataset.error().message;
    std::vector<std::string> faults;
    const auto samples = samplesOf(**dataset, faults);
    ASSERT_EQ(samples.size(), 3u);
    const Sample& red = samples.at("262148000");
    EXPECT_EQ(red.type, "yes/no");
    EXPECT_EQ(red.dimension, "is the");
    EXPECT_THAT(red.question, HasSubstr("Is the picture red?"));
    EXPECT_EQ(red.pictures.frames.front().width, 32);
    EXPECT_DOUBLE_EQ(red.score("Yes."), 1);
    EXPECT_NEAR(red.score("no"), (9 * 1.0 / 3 + 0) / 10, 1e-12);
    // Eight of ten say four in some way, none and 0 are the same.
    EXPECT_DOUBLE_EQ(samples.at("262148001").score("4"), 1);
    EXPECT_NEAR(samples.at("262148001").score("zero"), (8 * 2.0 / 3 + 2 * 1.0 / 3) / 10, 1e-12);
}

TEST(VqaDatasetTest, BrokenRowsAndMissingPicturesAreNamed) {
    const auto dataset = VqaDataset::open(vqaFiles());
    ASSERT_TRUE(dataset);
    std::vector<std::string> faults;
    samplesOf(**dataset, faults);
    ASSERT_EQ(faults.size(), 1u);
    EXPECT_THAT(faults[0], HasSubstr("COCO_val2014_000000999999.jpg"));
    EXPECT_THAT((*dataset)->faults().named(),
                UnorderedElementsAre(HasSubstr("questions[5]"), HasSubstr("questions[6]"), HasSubstr("questions[7]"),
                                     HasSubstr("annotations[4]"), HasSubstr("annotations[5]"),
                                     HasSubstr("question 393225001")));
}

TEST(VqaDatasetTest, TheSeedChoosesAndFewerAreTheBeginningOfMore) {
    VqaOptions options = vqaFiles();
    const auto all = VqaDataset::open(options);
    options.samples = 2;
    const auto few = VqaDataset::open(options);
    ASSERT_TRUE(all && few);
    EXPECT_LE((*few)->size(), 2u);
    const auto first = (*few)->sample(0), same = (*all)->sample(0);
    ASSERT_TRUE(first && same);
    EXPECT_EQ(first->id, same->id);
}

TEST(VqaDatasetTest, AnotherFileIsRefusedInWords) {
    VqaOptions options = vqaFiles();
    options.questions = options.annotations;
    const auto dataset = VqaDataset::open(options);
    ASSERT_FALSE(dataset);
    EXPECT_THAT(dataset.error().message, HasSubstr("questions"));
    options.questions = kData / "mmbench.tsv";
    EXPECT_FALSE(VqaDataset::open(options));
    options.questions = kData / "absent.json";
    EXPECT_FALSE(VqaDataset::open(options));
}

TEST(MmbenchDatasetTest, EveryOptionComesToEveryLetterAndTheRightOneMovesAlong) {
    const auto dataset = MmbenchDataset::open({kData / "mmbench.tsv"});
    ASSERT_TRUE(dataset) << dataset.error().message;
    std::vector<std::string> faults;
    const auto samples = samplesOf(**dataset, faults);
    EXPECT_EQ(samples.size(), 4u + 2u + 3u);
    const Sample& first = samples.at("241/0");
    EXPECT_EQ(first.expected, "A. red");
    EXPECT_EQ(first.type, "attribute_recognition");
    EXPECT_EQ(first.dimension, "finegrained_perception (instance-level)");
    EXPECT_EQ(first.group, "241");
    EXPECT_EQ(samples.at("241/1").expected, "D. red");
    EXPECT_THAT(samples.at("241/1").question, HasSubstr("A. green\nB. blue\nC. white\nD. red\n"));
    for (const auto& [id, sample] : samples) {
        EXPECT_EQ(sample.score(sample.expected.substr(0, 1)), 1) << id;
        EXPECT_EQ(sample.score("E"), 0) << id;
    }
}

TEST(MmbenchDatasetTest, QuotedFieldsAndPicturesOfOtherRowsAreRead) {
    const auto dataset = MmbenchDataset::open({.table = kData / "mmbench.tsv", .isCircular = false});
    ASSERT_TRUE(dataset);
    std::vector<std::string> faults;
    const auto samples = samplesOf(**dataset, faults);
    EXPECT_EQ(samples.size(), 3u);
    const Sample& shared = samples.at("252/0");
    EXPECT_THAT(shared.question, HasSubstr("It is\tflat.\nWhat would you call \"this\"?\nChoose one.\n"));
    EXPECT_EQ(shared.pictures.frames, samples.at("241/0").pictures.frames);
    EXPECT_NE(shared.pictures.frames, samples.at("253/0").pictures.frames);
}

TEST(MmbenchDatasetTest, BrokenRowsAreNamedAndTurnedCopiesPassedOver) {
    const auto dataset = MmbenchDataset::open({.table = kData / "mmbench.tsv", .isCircular = false});
    ASSERT_TRUE(dataset);
    EXPECT_THAT((*dataset)->faults().named(),
                UnorderedElementsAre(HasSubstr("`index`"), HasSubstr("`A` and `B`"), HasSubstr("`answer`"),
                                     HasSubstr("index of another row, 253"), HasSubstr("expected 14 fields, found 2")));
    std::vector<std::string> faults;
    samplesOf(**dataset, faults);
    ASSERT_EQ(faults.size(), 1u);
    EXPECT_THAT(faults[0], HasSubstr("index 254"));
}

TEST(MmbenchDatasetTest, ATableWithoutItsColumnsIsRefused) {
    const auto dataset = MmbenchDataset::open({kData / "vqa/questions.json"});
    ASSERT_FALSE(dataset);
    EXPECT_THAT(dataset.error().message, HasSubstr("column `index`"));
}

TEST(TsvRowsTest, AQuoteThatIsNotClosedCostsItsLineAlone) {
    const std::filesystem::path file =
        std::filesystem::path(testing::TempDir()) / ("msao_tsv_" + std::to_string(getpid()));
    std::ofstream(file) << "1\t\"two\nlines\"\n"
                           "2\t\"open\n"
                           "3\t\"said \"\"so\"\"\"\r\n"
                           "4\t\"open\tfor good\n"
                           "5\tplain\n";
    auto rows = TsvRows::open(file);
    ASSERT_TRUE(rows);
    std::vector<std::vector<std::string>> read;
    std::vector<std::string> faults;
    while (const auto row = rows->next()) {
        if (row->fault.empty())
            read.push_back(row->fields);
        else
            faults.push_back(row->fields.front() + ": " + row->fault);
    }
    std::filesystem::remove(file);
    EXPECT_THAT(
        read, ElementsAre(ElementsAre("1", "two\nlines"), ElementsAre("3", "said \"so\""), ElementsAre("5", "plain")));
    EXPECT_THAT(faults, ElementsAre("2: goes on behind closing quotes", "4: ends inside quotes"));
}

TEST(FolderDatasetTest, ReadsPicturesClipsAndSounds) {
    const auto dataset = FolderDataset::open({kData / "folder"});
    ASSERT_TRUE(dataset) << dataset.error().message;
    std::vector<std::string> faults;
    const auto samples = samplesOf(**dataset, faults);
    ASSERT_EQ(samples.size(), 3u);
    EXPECT_EQ(samples.at("0/0").type, "colour");
    EXPECT_EQ(samples.at("0/0").score("Red"), 1);
    EXPECT_EQ(samples.at("0/0").score("it is red"), 1);
    EXPECT_EQ(samples.at("0/0").score("blue"), 0);
    EXPECT_EQ(samples.at("0/1").score("No"), 1);
    EXPECT_TRUE(samples.at("1/0").isClip);
    EXPECT_EQ(samples.at("1/0").pictures.frames.size(), 2u);
    EXPECT_EQ(samples.at("1/0").sound->samples.size(), 3200u);
}

TEST(FolderDatasetTest, NamesThatLeadOutOfTheFolderAreBrokenRows) {
    const auto dataset = FolderDataset::open({kData / "folder"});
    ASSERT_TRUE(dataset);
    EXPECT_THAT((*dataset)->faults().named(),
                UnorderedElementsAre(HasSubstr("situations[2]"), HasSubstr("situations[3]"), HasSubstr("question 5/0"),
                                     HasSubstr("situations[6]")));
}

TEST(FolderDatasetTest, ABrokenQuestionLeavesTheOthersOfItsPicture) {
    const std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("msao-folder-" + std::to_string(getpid()));
    std::filesystem::create_directory(folder);
    std::ofstream(folder / "questions.json")
        << R"({"situations": [{"questions": [{"question": "one?", "answer": "1"}, {"question": "two?"}, 3,
               {"question": "four?", "answer": "4"}]}]})";
    const auto dataset = FolderDataset::open({folder});
    std::filesystem::remove_all(folder);
    ASSERT_TRUE(dataset) << dataset.error().message;
    std::vector<std::string> faults;
    EXPECT_THAT(samplesOf(**dataset, faults), UnorderedElementsAre(Key("0/0"), Key("0/3")));
    EXPECT_THAT((*dataset)->faults().named(), UnorderedElementsAre(HasSubstr("question 0/1: expected an `answer`"),
                                                                   HasSubstr("question 0/2: expected")));
}

TEST(SeededChoiceTest, HoldsWhatHashesLeastWhateverTheOrder) {
    const auto chosen = [](std::uint64_t seed, bool backwards) {
        SeededChoice<int> choice(seed, 5);
        for (int i = 0; i < 100; ++i) {
            const int row = backwards ? 99 - i : i;
            choice.offer(static_cast<std::uint64_t>(row), row);
        }
        return choice.take();
    };
    EXPECT_EQ(chosen(1, false), chosen(1, true));
    EXPECT_NE(chosen(1, false), chosen(2, false));
    EXPECT_EQ(chosen(1, false).size(), 5u);
}

TEST(Base64Test, DecodesTheVectorsOfTheStandardAndRefusesTheRest) {
    const auto text = [](std::string_view base64) -> std::optional<std::string> {
        const auto bytes = decodeBase64(base64);
        if (!bytes) return std::nullopt;
        return std::string(reinterpret_cast<const char*>(bytes->data()), bytes->size());
    };
    EXPECT_EQ(text(""), "");
    EXPECT_EQ(text("Zg=="), "f");
    EXPECT_EQ(text("Zm8="), "fo");
    EXPECT_EQ(text("Zm9v"), "foo");
    EXPECT_EQ(text("Zm9v\nYmFy"), "foobar");
    for (const char* wrong : {"Z", "Zg", "Zg=", "Zg===", "Z===", "Zm9v*", "=Zg=", "Zg==Zg==", "Zm 9v"})
        EXPECT_EQ(text(wrong), std::nullopt) << wrong;
}

}  // namespace
}  // namespace msao::evaluation
