// SPDX-License-Identifier: Apache-2.0
#include "msao/engine/audio.h"
#include "tests/engine/audio/wav_samples.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace msao::engine {
namespace {

using namespace test;
using testing::ElementsAre;
using testing::HasSubstr;

std::vector<float> samplesOf(const Bytes& file) {
    const auto sound = decodeWav(asBytes(file));
    EXPECT_TRUE(sound) << (sound ? "" : sound.error().message);
    return sound ? sound->samples : std::vector<float>{};
}

TEST(ReadWavTest, ScalesEveryKindOfSampleToFullScale) {
    EXPECT_THAT(samplesOf(wav({.bits = 8}, Bytes("\x00\x80\xC0", 3))), ElementsAre(-1.0f, 0.0f, 0.5f));
    EXPECT_THAT(samplesOf(wav({.bits = 16}, rawSamples<std::int16_t>({-32768, 0, 16384, 32767}))),
                ElementsAre(-1.0f, 0.0f, 0.5f, 32767.0f / 32768.0f));
    EXPECT_THAT(samplesOf(wav({.bits = 24}, littleEndian(0x800000, 3) + littleEndian(0x400000, 3) +
                                                littleEndian(0xFFFFFF, 3) + littleEndian(0, 3))),
                ElementsAre(-1.0f, 0.5f, -1.0f / 8388608.0f, 0.0f));
    EXPECT_THAT(samplesOf(wav({.bits = 32}, rawSamples<std::int32_t>({INT32_MIN, 1 << 30}))), ElementsAre(-1.0f, 0.5f));
    EXPECT_THAT(samplesOf(wav({.tag = 3, .bits = 32}, rawSamples<float>({-1.5f, 0.25f}))), ElementsAre(-1.5f, 0.25f));
    EXPECT_THAT(samplesOf(wav({.tag = 3, .bits = 64}, rawSamples<double>({0.125}))), ElementsAre(0.125f));
}

TEST(ReadWavTest, MixesChannelsToTheirMean) {
    EXPECT_THAT(samplesOf(wav({.channels = 2}, rawSamples<std::int16_t>({16384, 0, -32768, 32767}))),
                ElementsAre(0.25f, -0.5f / 32768.0f));
    EXPECT_THAT(samplesOf(wav({.tag = 3, .channels = 3, .bits = 32}, rawSamples<float>({3.0f, 0.0f, -6.0f}))),
                ElementsAre(-1.0f));
}

TEST(ReadWavTest, FindsItsPartsAmongOthers) {
    const Bytes file = riff(chunk("LIST", "odd") + chunk("fmt ", formatContent({.rate = 44'100}) + "more") +
                            chunk("fact", Bytes(4, '\0')) + chunk("data", rawSamples<std::int16_t>({16384})) +
                            chunk("id3 ", "afterwards"));
    const auto sound = decodeWav(asBytes(file));
    ASSERT_TRUE(sound);
    EXPECT_EQ(sound->samplesPerSecond, 44'100);
    EXPECT_THAT(sound->samples, ElementsAre(0.5f));
}

TEST(ReadWavTest, ReadsTheExtensibleForm) {
    const Bytes guid = littleEndian(3, 2) + Bytes(14, '\x11');
    const Bytes format = formatContent({.tag = 0xFFFE, .bits = 32}) + littleEndian(22, 2) + littleEndian(32, 2) +
                         littleEndian(4, 4) + guid;
    EXPECT_THAT(samplesOf(riff(chunk("fmt ", format) + chunk("data", rawSamples<float>({0.75f})))), ElementsAre(0.75f));
}

TEST(ReadWavTest, ReadsToTheEndWhereAPipeLeftTheLengthOpen) {
    const Bytes file = "RIFF" + littleEndian(0xFFFFFFFF, 4) + "WAVE" + chunk("fmt ", formatContent({})) + "data" +
                       littleEndian(0xFFFFFFFF, 4) + rawSamples<std::int16_t>({16384, -16384}) + "x";
    EXPECT_THAT(samplesOf(file), ElementsAre(0.5f, -0.5f));
}

TEST(ReadWavTest, NamesTheFileItCannotRead) {
    const auto path = std::filesystem::temp_directory_path() / ("msao-wav-" + std::to_string(getpid()) + ".wav");
    const auto missing = readSound(path);
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::FileNotFound);
    EXPECT_THAT(missing.error().message, HasSubstr(path.string()));
    std::ofstream(path, std::ios::binary) << "fLaC and so on";
    const auto other = readSound(path);
    std::filesystem::remove(path);
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().message, path.string() + ": only WAV sounds are read, it is a FLAC");
}

}  // namespace
}  // namespace msao::engine
