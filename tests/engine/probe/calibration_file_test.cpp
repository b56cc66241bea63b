// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/calibration_file.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <random>

namespace msao::engine {
namespace {

using ::testing::HasSubstr;

constexpr std::uint64_t kSeed = 20261121;

std::vector<float> noise(std::mt19937_64& random, std::size_t count) {
    std::vector<float> values(count);
    for (float& value : values) value = std::normal_distribution<float>()(random);
    return values;
}

CalibrationFile sample(std::uint64_t seed) {
    std::mt19937_64 random(seed);
    CalibrationFile file;
    file.target = "target \"7B\"";
    file.samples = 500;
    ProbeHeads heads;
    heads.spatial = {{Modality::Image, noise(random, 24), 0.1f}, {Modality::Audio, noise(random, 7), -3.25f}};
    heads.spatial[0].units = {3, noise(random, 72), noise(random, 3), noise(random, 15), noise(random, 3)};
    heads.modal = {5, 3, noise(random, 30), noise(random, 3), noise(random, 3), 1e-20f};
    heads.temperature = 1.7;
    heads.expectedCalibrationError = 0.031;
    heads.heardBy = seed % 2 == 0 ? HeardBy::Encoder : HeardBy::Spectrum;
    file.heads = heads;
    file.calibration.entropies = {0.f, 0.1f, 0.1f, 1.f / 3, 1.f};
    file.calibration.acceptance = {{0.25, 100, 93}, {1, 50, 11}};
    file.calibration.quality = {{Modality::Image, {{0.25, 0.001}, {0.5, 0.02}}, {}},
                                {Modality::Video, {{1, 0.4}}, {{0.9, 0.1}}, {{90, 210.25}, {25, 77.5}}}};
    file.calibration.answerLength = {noise(random, 5), 1.25f};
    return file;
}

TEST(CalibrationFileTest, ReadsBackWhatWasWrittenBitForBit) {
    for (std::uint64_t seed = kSeed; seed < kSeed + 20; ++seed) {
        CalibrationFile file = sample(seed);
        if (seed % 3 == 0) file.heads.reset();
        if (seed % 4 == 0) file.calibration = {};
        const auto read = parseCalibrationFile(calibrationText(file), "memory");
        ASSERT_TRUE(read) << read.error().message;
        EXPECT_EQ(*read, file);
    }
}

TEST(CalibrationFileTest, TakesThePlaceOfAnEarlierFile) {
    const auto path =
        std::filesystem::temp_directory_path() / ("msao-calibration-" + std::to_string(getpid()) + ".json");
    ASSERT_TRUE(writeCalibrationFile(path, {}));
    ASSERT_TRUE(writeCalibrationFile(path, sample(kSeed)));
    const auto read = readCalibrationFile(path);
    std::filesystem::remove(path);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(*read, sample(kSeed));
    EXPECT_FALSE(readCalibrationFile(path));
    EXPECT_FALSE(writeCalibrationFile(path / "no" / "folder", {}));
}

std::string refusalOf(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    const auto read = parseCalibrationFile(text, "c.json");
    EXPECT_FALSE(read) << to;
    return read ? std::string() : read.error().message;
}

TEST(CalibrationFileTest, SaysInWordsWhatIsWrong) {
    const std::string text = calibrationText(sample(kSeed));
    EXPECT_THAT(refusalOf(text, "\"version\":1", "\"version\":2"), HasSubstr("version"));
    EXPECT_THAT(refusalOf(text, "msao-calibration", "other"), HasSubstr("format"));
    EXPECT_THAT(refusalOf(text, "\"drafted\":100", "\"drafted\":1"), HasSubstr("accepted"));
    EXPECT_THAT(refusalOf(text, "\"drafted\":100", "\"drafted\":-1"), HasSubstr("acceptance[0].drafted"));
    EXPECT_THAT(refusalOf(text, "\"entropies\":[0.0", "\"entropies\":[2.0"), HasSubstr("entropies"));
    EXPECT_THAT(refusalOf(text, "\"entropies\":[0.0", "\"entropies\":[0.9"), HasSubstr("ascending"));
    EXPECT_THAT(refusalOf(text, "\"modality\":\"audio\"", "\"modality\":\"image\""), HasSubstr("given twice"));
    EXPECT_THAT(refusalOf(text, "\"modality\":\"audio\"", "\"modality\":\"smell\""),
                HasSubstr("text, image, video or audio"));
    EXPECT_THAT(refusalOf(text, "\"count\":3", "\"count\":4"), HasSubstr("spatial.image.units.seen"));
    EXPECT_THAT(refusalOf(text, "\"count\":3", "\"count\":-1"), HasSubstr("spatial[0].units.count"));
    EXPECT_THAT(refusalOf(text, "\"count\":3", "\"count\":60000"), HasSubstr("units.count: expected 1 to 1024"));
    EXPECT_THAT(refusalOf(text, "\"seen_bias\":[", "\"seen_bias\":[[1],"), HasSubstr("seen_bias"));
    EXPECT_THAT(refusalOf(text, "\"hidden_width\":3", "\"hidden_width\":4"), HasSubstr("modal.first"));
    EXPECT_THAT(refusalOf(text, "\"hidden_width\":3", "\"hidden_width\":99999999"), HasSubstr("hidden_width"));
    EXPECT_THAT(refusalOf(text, "\"expected_calibration_error\":0.031", "\"expected_calibration_error\":7"),
                HasSubstr("expected_calibration_error"));
    EXPECT_THAT(refusalOf(text, "\"temperature\":1.7", "\"temperature\":0"), HasSubstr("temperature"));
    EXPECT_THAT(refusalOf(text, "\"heard_by\":\"", "\"heard_by\":\"the "), HasSubstr("encoder or spectrum"));
    EXPECT_THAT(refusalOf(text, "\"quality\":[", "\"quality\":[3,"), HasSubstr("quality[0]"));
    EXPECT_THAT(refusalOf(text, "\"quality\":90", "\"quality\":900"), HasSubstr("quality"));
    EXPECT_THAT(refusalOf(text, "\"quality\":90", "\"quality\":9"), HasSubstr("falling qualities"));
    EXPECT_THAT(refusalOf(text, "\"bytes_per_token\":77.5", "\"bytes_per_token\":0"), HasSubstr("bytes per token"));
}

TEST(CalibrationFileTest, ReadsFilesFromBeforeRatesModalitiesAndTheAudioEncoder) {
    const auto read = parseCalibrationFile(R"({"format": "msao-calibration", "version": 1, "entropies": [0.5],
        "acceptance": [], "quality": [{"modality": "image", "of_pruning": [{"removed": 0.5, "loss": 0.02}],
        "of_compression": []}], "probe": {"spatial": [{"modality": "image", "weights": [1, 2], "bias": 0}],
        "temperature": 1, "expected_calibration_error": 0.1}})",
                                           "older");
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_TRUE(read->calibration.quality[0].rates.empty());
    ASSERT_TRUE(read->heads);
    EXPECT_EQ(read->heads->modal, ModalHead{});
    EXPECT_EQ(read->heads->heardBy, HeardBy::Spectrum);
}

TEST(CalibrationFileTest, SurvivesEveryCutAndAnyDamage) {
    const std::string text = calibrationText(sample(kSeed));
    for (std::size_t length = 0; length < text.size(); length += 7)
        EXPECT_FALSE(parseCalibrationFile(std::string_view(text).substr(0, length), "cut"));
    std::mt19937_64 random(kSeed);
    for (int trial = 0; trial < 2000; ++trial) {
        std::string damaged = text;
        for (int i = 0; i < 3; ++i) damaged[random() % damaged.size()] = "0123456789-.eE[]{},:\""[random() % 21];
        const auto read = parseCalibrationFile(damaged, "damaged");
        if (!read) continue;
        EXPECT_TRUE(checkCalibration(read->calibration));
        if (read->heads) {
            EXPECT_TRUE(checkProbeHeads(*read->heads));
        }
    }
}

}  // namespace
}  // namespace msao::engine
